using System.Diagnostics;
using System.IO.Pipelines;
using JobsService.Benchmarks.Comparison.HandWritten;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Data.Sqlite;

namespace JobsService.Benchmarks.Comparison.Prepared;

/// <summary>
/// The lower bound: it sends responses that are precomputed at startup, so only the web server, the network and the client take
/// time.
/// </summary>
internal static class PreparedProgram
{
    public static WebApplication Create(ServeOptions options)
    {
        var app = ComparisonHost.CreateBuilder(options.Urls).Build();
        Map(ComparisonHost.AllRoute, onlyUnfinished: false);
        Map(ComparisonHost.UnfinishedRoute, onlyUnfinished: true);
        return app;

        void Map(string route, bool onlyUnfinished)
        {
            var answer = Prepare(options, onlyUnfinished);
            app.MapGet(route, context => Send(context, answer));
        }
    }

    /// <summary>Sends the response in chunks of the same size as the other programs.</summary>
    private static async Task Send(HttpContext context, ReadOnlyMemory<byte> answer)
    {
        PublishedHeaders.Set(context, Stopwatch.GetTimestamp());
        context.Response.ContentType = "application/json; charset=utf-8";
        while (!answer.IsEmpty)
        {
            var length = Math.Min(answer.Length, HandWrittenJson.FlushThreshold);
            await context.Response.BodyWriter.WriteAsync(answer[..length], context.RequestAborted);
            answer = answer[length..];
        }
    }

    /// <summary>Computes a response. The maximum is 2 GB, about four million jobs, because it is one array.</summary>
    private static ReadOnlyMemory<byte> Prepare(ServeOptions options, bool onlyUnfinished)
    {
        using var connection = new SqliteConnection(options.ConnectionString);
        connection.Open();
        using var command = connection.CreateCommand();

        // In SQLite, a negative limit means no limit.
        command.CommandText = $"{HandWrittenStatements.Jobs(options.Organization, onlyUnfinished)} LIMIT @rows";
        command.Parameters.AddWithValue("@rows", options.Rows ?? -1);
        if (options.Organization is { } organizationId)
        {
            command.Parameters.AddWithValue("@organizationId", organizationId);
        }

        using var reader = command.ExecuteReader();
        using var answer = new MemoryStream();
        HandWrittenJson.Write(reader, PipeWriter.Create(answer), CancellationToken.None).GetAwaiter().GetResult();
        return answer.GetBuffer().AsMemory(0, (int)answer.Length);
    }
}
