using System.Buffers;
using System.Text.Json;
using BenchmarkDotNet.Attributes;
using JobsService.Api.Jobs;
using JobsService.Api.Responses;

namespace JobsService.Benchmarks.Micro;

/// <summary>Serializes a job to JSON in memory.</summary>
[MemoryDiagnoser]
public class JobJsonBenchmarks
{
    private readonly ArrayBufferWriter<byte> _buffer = new(1024);

    private Utf8JsonWriter _writer = null!;

    [GlobalSetup]
    public void Setup() => _writer = new Utf8JsonWriter(_buffer, EnvelopeJson.WriterOptions);

    [GlobalCleanup]
    public void Cleanup() => _writer.Dispose();

    [Benchmark]
    public int WriteOneRow()
    {
        _buffer.ResetWrittenCount();
        _writer.Reset();
        JobJson.Write(_writer, SampleJobs.Finished);
        _writer.Flush();
        return _buffer.WrittenCount;
    }
}
