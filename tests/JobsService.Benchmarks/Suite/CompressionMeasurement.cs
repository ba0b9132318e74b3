using System.IO.Compression;
using JobsService.Benchmarks.Load;

namespace JobsService.Benchmarks.Suite;

/// <summary>Compares a long list with and without gzip.</summary>
internal sealed class CompressionMeasurement : IMeasurement
{
    public string Name => "compression";

    public async Task<IReadOnlyList<Finding>> Measure(Bench bench, CancellationToken cancellationToken)
    {
        await using var service = await bench.StartService(bench.List.File, cancellationToken);
        using var plain = new ApiClient(bench.List.AdminKey, connections: 1);
        using var compressed = new ApiClient(bench.List.AdminKey, connections: 1, acceptEncoding: "gzip");
        List<(StreamResult Plain, long Bytes, double Ms)> rounds = [];
        for (var round = -1; round < bench.Sizes.Rounds; round++)
        {
            var whole = await StreamRun.ReadComplete(plain, service.All, cancellationToken);
            var packed = await StreamRun.Read(compressed, service.All, cancellationToken);
            if (round >= 0)
            {
                rounds.Add((whole, packed.Bytes, packed.WallMs));
            }
            else
            {
                await CheckSame();
            }
        }

        var work = $"`/jobs/all` of {bench.List.Jobs:N0} rows, gzip over none";
        return
        [
            new Finding(
                $"{work}: bytes",
                Spread.Of(rounds.Select(round => (double)round.Bytes / round.Plain.Bytes)),
                "F2"
            ),
            new Finding($"{work}: wall", Spread.Of(rounds.Select(round => round.Ms / round.Plain.WallMs)), "F2"),
        ];

        async Task CheckSame()
        {
            using var whole = await plain.Get(service.All, cancellationToken);
            using var packed = await compressed.Get(service.All, cancellationToken);
            await using var unpacked = new GZipStream(
                await packed.Content.ReadAsStreamAsync(cancellationToken),
                CompressionMode.Decompress
            );
            var expected = await ResponseComparison.HashOf(
                await whole.Content.ReadAsStreamAsync(cancellationToken),
                cancellationToken
            );
            if (await ResponseComparison.HashOf(unpacked, cancellationToken) != expected)
            {
                throw new InvalidOperationException("The decompressed list differs from the uncompressed one.");
            }
        }
    }
}
