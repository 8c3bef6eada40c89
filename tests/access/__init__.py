"""Who gets which page: every URL name of the product x everybody who could ask for it.

To add a page, add a `Row` to `tests/access/<app>.py` (a new app's file is found by itself):

    Row("outcomes:add", lambda place: {"case_id": place.case.pk}, lets=TEAM, refuses=(MANAGER, AUDITOR))

* `lets` may open it and send its form; `refuses` get 403, because they see the case but may not do this; everybody
  else of `EVERYBODY` gets 404, as if it did not exist. Somebody not signed in is sent to sign in.
* `methods`: "GET POST" for a form, "GET" for a page to read, "POST" for a button.
* A row that uses `place` is asked three times: for an open case of the north team on which the advocate is instructed;
  for the same kind of case when it is restricted, where only `NAMED` may do what they otherwise may and everybody else
  gets 404; and, where `at_the_door` says who is let in there, for an undecided case at the front door.
* What a page needs beyond the case is made by a function marked `@once_for_each_place`.
"""
