using System.Runtime.InteropServices;

namespace RlQuery.Torch.Tests.Build;

/// <summary>A test of what the build does on 64-bit Linux only.</summary>
internal sealed class LinuxFactAttribute : FactAttribute
{
    public LinuxFactAttribute()
    {
        if (!OperatingSystem.IsLinux() || RuntimeInformation.OSArchitecture != Architecture.X64)
        {
            Skip = "the build changes the library on linux-x64 only";
        }
    }
}
