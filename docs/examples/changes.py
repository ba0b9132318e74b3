#!/usr/bin/env python3
"""Keeps a copy of the jobs of a key equal to the list, by polling GET /jobs/changes. Set JOBS and KEY as in recipes.md."""
import base64, json, os, time, urllib.error, urllib.parse, urllib.request


def get(path, **parameters):
    request = urllib.request.Request(f"{os.environ['JOBS']}/{path}?{urllib.parse.urlencode(parameters)}")
    request.add_header("Authorization", "Basic " + base64.b64encode(os.environ["KEY"].encode()).decode())
    with urllib.request.urlopen(request, timeout=60) as response:
        return json.load(response)


def begin():
    cursor = get("jobs/changes", cursor="")["next_cursor"]  # before the list, so that nothing is missed
    return cursor, {job["id"]: job for job in get("jobs/all")["data"]}


cursor, copy = begin()
while True:
    print("jobs:", *sorted(copy), flush=True)
    try:
        changes = get("jobs/changes", cursor=cursor, wait=25)
    except urllib.error.HTTPError as error:
        if error.code == 410:  # the cursor is older than the changes that are kept
            cursor, copy = begin()
        elif error.code in (429, 503):
            time.sleep(int(error.headers["Retry-After"]))
        else:
            raise
        continue
    copy.update({job["id"]: job for job in changes["data"]})
    for gone in changes["deleted"] + changes["left"]:
        copy.pop(gone, None)
    cursor = changes["next_cursor"]
