using System.Diagnostics;
using System.IO.Compression;
using System.Xml.Linq;

namespace RlQuery.Samples.Tests;

public sealed class PackageTests : IDisposable
{
    private static readonly string Configuration =
        AppContext.BaseDirectory.Contains($"{Path.DirectorySeparatorChar}Debug{Path.DirectorySeparatorChar}", StringComparison.Ordinal) ? "Debug" : "Release";

    // Where MathNet.Numerics was restored to when this test was built.
    private static readonly string KnownPackages = Environment.GetEnvironmentVariable("NUGET_PACKAGES")
        ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");

    private readonly Workplace _place = new();

    public void Dispose() => _place.Dispose();

    [Fact]
    public void A_program_that_knows_the_package_of_the_core_alone_asks_a_policy_for_the_next_batch()
    {
        // A version of its own, or a package of the same version that was restored before would be taken in its place.
        string version = $"0.0.0-test-{Guid.NewGuid():N}";
        Dotnet(
            Workplace.Root, "pack", Path.Combine("src", "RlQuery.Core"), "-c", Configuration, "--no-build", $"-p:PackageVersion={version}", "-o",
            _place.At("packages"));
        AssertIsDescribed(_place.At("packages", $"RlQuery.Core.{version}.nupkg"));

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
                <RestoreFallbackFolders>{KnownPackages}</RestoreFallbackFolders>
              </PropertyGroup>
              <ItemGroup>
                <PackageReference Include="RlQuery.Core" Version="[{version}]" />
              </ItemGroup>
            </Project>
            """);
        File.WriteAllText(_place.At("Program.cs"), SampleCode.Program(nameof(NextBatch)));
        string[] printed = Dotnet(_place.At(), "run", "--project", _place.At("Own.csproj"), "-c", "Release")
            .Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        Assert.Equal(Workplace.Run(NextBatch.Run), printed);
        Assert.Equal(
            ["MathNet.Numerics.dll", "Own.dll", "RlQuery.Core.dll", "Sep.dll", "csFastFloat.dll"],
            Directory.GetFiles(_place.At("bin", "Release", "net10.0"), "*.dll").Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal));
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
            ["MathNet.Numerics", "Sep", "csFastFloat"],
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
