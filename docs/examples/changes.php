<?php
// Keeps a copy of the jobs of a key equal to the list, by polling GET /jobs/changes. Set JOBS and KEY as in recipes.md.

function get(string $path, array $parameters = []): array
{
    $http = ['header' => 'Authorization: Basic ' . base64_encode(getenv('KEY')), 'timeout' => 60, 'ignore_errors' => true];
    $url = getenv('JOBS') . "/$path?" . http_build_query($parameters);
    $body = file_get_contents($url, false, stream_context_create(['http' => $http]));
    return json_decode($body ?: exit("No response from $url\n"), true);
}

function begin(): array
{
    $cursor = get('jobs/changes', ['cursor' => ''])['next_cursor']; // before the list, so that nothing is missed
    return [$cursor, array_column(get('jobs/all')['data'], null, 'id')];
}

[$cursor, $copy] = begin();
while (true) {
    ksort($copy);
    echo 'jobs: ' . implode(' ', array_keys($copy)) . "\n";
    $changes = get('jobs/changes', ['cursor' => $cursor, 'wait' => 25]);
    if ($changes['error_code'] === 'cursor_expired') { // the cursor is older than the changes that are kept
        [$cursor, $copy] = begin();
    } elseif ($changes['success']) {
        $copy = array_column($changes['data'], null, 'id') + $copy;
        $copy = array_diff_key($copy, array_flip([...$changes['deleted'], ...$changes['left']]));
        $cursor = $changes['next_cursor'];
    } else {
        fwrite(STDERR, $changes['error_message'] . "\n");
        sleep(5);
    }
}
