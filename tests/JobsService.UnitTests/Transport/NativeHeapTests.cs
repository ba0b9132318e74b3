using System.Runtime.InteropServices;
using JobsService.Api.Transport;

namespace JobsService.UnitTests.Transport;

/// <summary>The memory that native code has allocated and freed.</summary>
[Platform("Linux")]
internal sealed class NativeHeapTests
{
    private const int Block = 64 * 1024;
    private const int Blocks = 4096;

    [Test]
    public void Freed_memory_is_returned_to_the_operating_system()
    {
        Assume.That(HasGlibc(), "Another C library has no malloc_trim.");
        var content = new byte[Block];
        var blocks = new nint[Blocks];
        for (var index = 0; index < Blocks; index++)
        {
            blocks[index] = Marshal.AllocHGlobal(Block);
            Marshal.Copy(content, 0, blocks[index], Block);
        }

        // The last block stays, so that the allocator cannot shrink its heap by itself.
        foreach (var block in blocks[..^1])
        {
            Marshal.FreeHGlobal(block);
        }

        var before = Environment.WorkingSet;
        NativeHeap.Trim();
        var after = Environment.WorkingSet;
        Marshal.FreeHGlobal(blocks[^1]);

        // A half, because other tests of the process allocate memory meanwhile.
        Assert.That(before - after, Is.GreaterThan(Blocks * (long)Block / 2));
    }

    private static bool HasGlibc() =>
        NativeLibrary.TryLoad("libc.so.6", out var library)
        && NativeLibrary.TryGetExport(library, "malloc_trim", out _);
}
