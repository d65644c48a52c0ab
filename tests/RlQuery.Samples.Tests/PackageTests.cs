using System.Diagnostics;
using System.IO.Compression;
using System.Xml.Linq;

namespace RlQuery.Samples.Tests;

public sealed class PackageTests : IDisposable
{
    private static readonly string Configuration =
        AppContext.BaseDirectory.Contains($"{Path.DirectorySeparatorChar}Debug{Path.DirectorySeparatorChar}", StringComparison.Ordinal) ? "Debug" : "Release";

    private readonly Workplace _place = new();

    public void Dispose() => _place.Dispose();

    [Fact]
    public void A_program_that_knows_the_package_of_the_core_alone_asks_a_policy_for_the_next_batch()
    {
        Dotnet(Workplace.Root, "pack", Path.Combine("src", "RlQuery.Core"), "-c", Configuration, "--no-build", "-o", _place.At("packages"));
        string package = Directory.GetFiles(_place.At("packages"), "RlQuery.Core.*.nupkg").Single();
        string version = Path.GetFileNameWithoutExtension(package)["RlQuery.Core.".Length..];
        AssertIsDescribed(package);

        // A folder of its own for packages: the one that was just made must not be taken for one of the same version made before.
        File.WriteAllText(_place.At("Own.csproj"), $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <OutputType>Exe</OutputType>
                <TargetFramework>net10.0</TargetFramework>
                <ImplicitUsings>enable</ImplicitUsings>
                <Nullable>enable</Nullable>
                <NuGetAudit>false</NuGetAudit>
                <RestoreAdditionalProjectSources>{_place.At("packages")}</RestoreAdditionalProjectSources>
                <RestorePackagesPath>{_place.At("restored")}</RestorePackagesPath>
              </PropertyGroup>
              <ItemGroup>
                <PackageReference Include="RlQuery.Core" Version="[{version}]" />
              </ItemGroup>
            </Project>
            """);
        File.WriteAllText(_place.At("Program.cs"), SampleCode.Program(nameof(NextBatch)));
        string[] printed = Dotnet(_place.At(), "run", "--project", _place.At("Own.csproj"), "-c", "Release").Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        Assert.Equal(Workplace.Run(NextBatch.Run), printed);
        Assert.DoesNotContain(Directory.GetDirectories(_place.At("restored")), folder => Path.GetFileName(folder).Contains("torch", StringComparison.OrdinalIgnoreCase));
    }

    private static void AssertIsDescribed(string package)
    {
        using ZipArchive archive = ZipFile.OpenRead(package);
        using Stream nuspec = archive.GetEntry("RlQuery.Core.nuspec")!.Open();
        XElement metadata = XDocument.Load(nuspec).Root!.Elements().Single(element => element.Name.LocalName == "metadata");
        string Value(string name) => metadata.Elements().Single(element => element.Name.LocalName == name).Value;
        Assert.Equal("RlQuery.Core", Value("id"));
        Assert.NotEmpty(Value("description"));
        Assert.NotEmpty(Value("tags"));
        Assert.NotNull(archive.GetEntry(Value("readme")));
        Assert.NotNull(archive.GetEntry("lib/net10.0/RlQuery.Core.xml"));
        Assert.Equal(
            ["MathNet.Numerics"],
            metadata.Descendants().Where(element => element.Name.LocalName == "dependency").Select(element => element.Attribute("id")!.Value));
    }

    private static string Dotnet(string folder, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [.. arguments]) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };
        // What the test run's own build sets would be taken over by the build that it starts.
        foreach (string name in start.Environment.Keys.Where(name => name.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase)).ToArray())
        {
            start.Environment.Remove(name);
        }
        start.Environment["DOTNET_CLI_USE_MSBUILD_SERVER"] = "0";
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        using Process process = Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        Task<string> error = process.StandardError.ReadToEndAsync();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, $"dotnet {string.Join(' ', arguments)}: {output.Result}{error.Result}");
        return output.Result;
    }
}
