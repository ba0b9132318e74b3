using JobsService.Application.Availability;
using JobsService.Infrastructure.Database;

namespace JobsService.Infrastructure.Health;

/// <inheritdoc cref="IWriteAheadLog"/>
internal sealed class WriteAheadLog(IDatabaseEngine engine) : IWriteAheadLog
{
    public long Bytes => engine.WriteAheadLogBytes;

    public bool TryEmpty()
    {
        try
        {
            return engine.EmptyWriteAheadLog();
        }
        catch (Exception exception) when (engine.DescribeUnavailable(exception) is { } cause)
        {
            throw new DatabaseUnavailableException(cause, exception);
        }
    }
}
