using BenchmarkDotNet.Attributes;
using JobsService.Application.Paging;

namespace JobsService.Benchmarks.Micro;

/// <summary>The token of a page.</summary>
[MemoryDiagnoser]
public class PageTokenBenchmarks
{
    private const long FirstId = 1_000_000;

    // As long as a list's identity is without filters.
    private const string List = "False\n\n17\nTrue\n\n\n\n\n\n";

    private readonly string _token = PageToken.Create(new Cursor(FirstId), List);

    [Benchmark]
    public string Create() => PageToken.Create(new Cursor(FirstId), List);

    [Benchmark]
    public bool TryRead() => PageToken.TryRead(_token, List, out _);
}
