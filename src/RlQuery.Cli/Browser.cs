using System.ComponentModel;
using System.Diagnostics;

namespace RlQuery.Cli;

/// <summary>The browser of this machine.</summary>
internal static class Browser
{
    /// <summary>Whether windows can be shown: on Linux, a display says so.</summary>
    public static bool IsThere => OperatingSystem.IsWindows() || OperatingSystem.IsMacOS()
        || Environment.GetEnvironmentVariable("DISPLAY") is { Length: > 0 } || Environment.GetEnvironmentVariable("WAYLAND_DISPLAY") is { Length: > 0 };

    /// <summary>Opens an address. Where that fails nothing is said: the address is printed anyway.</summary>
    /// <param name="address">The address.</param>
    public static void Open(Uri address)
    {
        try
        {
            using Process? browser = Process.Start(new ProcessStartInfo(address.AbsoluteUri) { UseShellExecute = true });
        }
        catch (Exception none) when (none is Win32Exception or PlatformNotSupportedException or InvalidOperationException)
        {
            // There is no program for addresses.
        }
    }
}
