using JobsService.IntegrationTests.Databases;

namespace JobsService.IntegrationTests.Http;

/// <summary>The example of the published API: its response as sent, without indentation, and a row with its values.</summary>
internal static class PublishedExample
{
    public const string Answer = """
        {"success":true,"data":[{"begins_at":"2014-07-03T13:37:00Z","created_at":"2014-07-03T13:37:33Z","finished_at":null,"id":1,"job_type":"SubscriberImport","mailing_list_id":12,"name":"50-subscribers.csv","organization_id":1,"paused":false,"progress_total":null,"progress_value":0,"retry_at":null,"started_at":null,"state":"scheduled","state2":null,"suppression_list_id":null,"updated_at":"2014-07-03T13:37:39Z"}],"error_code":null,"error_message":null}
        """;

    /// <summary>Inserts the row as another program would, with only the columns that it sets.</summary>
    public static Task Insert(TestDatabase database) =>
        database.ExecuteWithJobIds(
            """
            INSERT INTO jobs (id, organization_id, job_type, name, state, mailing_list_id, begins_at, created_at, updated_at)
            VALUES (1, 1, 'SubscriberImport', '50-subscribers.csv', 'scheduled', 12, @beginsAt, @createdAt, @updatedAt)
            """,
            new
            {
                beginsAt = database.Column("2014-07-03T13:37:00Z"),
                createdAt = database.Column("2014-07-03T13:37:33Z"),
                updatedAt = database.Column("2014-07-03T13:37:39Z"),
            }
        );
}
