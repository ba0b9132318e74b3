using System.Diagnostics;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Data.Sqlite;

namespace JobsService.Benchmarks.Comparison.HandWritten;

/// <summary>
/// An implementation that is optimized for speed only: it writes from the driver's data reader directly to the response, without
/// layers, dependency injection or a mediator.
/// </summary>
internal sealed class HandWrittenProgram
{
    private readonly string _connectionString;
    private readonly HandWrittenKeyCache _keys;

    private HandWrittenProgram(string connectionString)
    {
        _connectionString = connectionString;
        _keys = new HandWrittenKeyCache(connectionString);
    }

    public static WebApplication Create(ServeOptions options)
    {
        var program = new HandWrittenProgram(options.ConnectionString);
        var app = ComparisonHost.CreateBuilder(options.Urls).Build();
        app.MapGet(ComparisonHost.AllRoute, context => program.Answer(context, onlyUnfinished: false));
        app.MapGet(ComparisonHost.UnfinishedRoute, context => program.Answer(context, onlyUnfinished: true));
        return app;
    }

    private async Task Answer(HttpContext context, bool onlyUnfinished)
    {
        var start = Stopwatch.GetTimestamp();
        if (!_keys.TryFind(context.Request.Headers.Authorization, out var organizationId))
        {
            PublishedHeaders.Set(context, start);
            context.Response.Headers.WWWAuthenticate = "Basic realm=\"Jobs API\"";
            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
            return;
        }

        await using var connection = new SqliteConnection(_connectionString);
        connection.Open();
        await using var command = connection.CreateCommand();
        command.CommandText = HandWrittenStatements.Jobs(organizationId, onlyUnfinished);
        if (organizationId is { } id)
        {
            command.Parameters.AddWithValue("@organizationId", id);
        }

        await using var reader = command.ExecuteReader();
        PublishedHeaders.Set(context, start);
        context.Response.ContentType = "application/json; charset=utf-8";
        await HandWrittenJson.Write(reader, context.Response.BodyWriter, context.RequestAborted);
    }
}
