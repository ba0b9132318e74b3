using System.Runtime.InteropServices;

namespace JobsService.Api.Transport;

/// <summary>The memory that native code of the process has allocated: the runtime, SQLite and TLS.</summary>
internal static class NativeHeap
{
    /// <summary>
    /// Returns free memory to the operating system. Without this, glibc keeps what thousands of closed connections have used. Does
    /// nothing where the C library has no <c>malloc_trim</c>: musl, macOS, Windows. See malloc_trim(3).
    /// </summary>
    public static void Trim()
    {
        try
        {
            _ = MallocTrim(0);
        }
        catch (Exception exception) when (exception is EntryPointNotFoundException or DllNotFoundException)
        {
            // Another C library, which returns memory by itself, or keeps it.
        }
    }

    [DllImport("libc", EntryPoint = "malloc_trim")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int MallocTrim(nuint pad);
}
