using BenchmarkDotNet.Attributes;
using JobsService.Application.Paging;

namespace JobsService.Benchmarks.Micro;

/// <summary>Creates and reads page tokens.</summary>
[MemoryDiagnoser]
public class PageTokenBenchmarks
{
    private const long FirstId = 1_000_000;

    // As long as the cursor scope of a list without filters.
    private const string List = "False\n\n17\nTrue\n\n\n\n\n\n";

    private readonly string _token = PageToken.Create(new Cursor(FirstId), List);

    [Benchmark]
    public string Create() => PageToken.Create(new Cursor(FirstId), List);

    [Benchmark]
    public bool TryRead() => PageToken.TryRead(_token, List, out _);
}
