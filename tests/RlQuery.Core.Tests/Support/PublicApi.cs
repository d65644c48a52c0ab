using System.Reflection;
using PublicApiGenerator;

namespace RlQuery.Core.Tests.Support;

/// <summary>Holds a library's public API to the listing beside its project, so that no change of it goes unseen.</summary>
internal static class PublicApi
{
    /// <summary>Set to 1, the tests write the listings anew in place of comparing them.</summary>
    private const string Variable = "RLQUERY_ACCEPT_API";

    public static void AssertIsAsListed(Assembly library)
    {
        string name = library.GetName().Name!;
        string listing = Path.Combine(Repository.Root, "src", name, "PublicApi.txt");
        string actual = library.GeneratePublicApi(new ApiGeneratorOptions { IncludeAssemblyAttributes = false }).ReplaceLineEndings("\n").TrimEnd() + "\n";
        if (Environment.GetEnvironmentVariable(Variable) == "1")
        {
            File.WriteAllText(listing, actual);
            return;
        }
        string[] expected = File.Exists(listing) ? File.ReadAllLines(listing) : [];
        string[] lines = actual.TrimEnd('\n').Split('\n');
        string[] differences = [.. expected.Except(lines).Select(line => $"- {line.Trim()}"), .. lines.Except(expected).Select(line => $"+ {line.Trim()}")];
        Assert.True(
            lines.SequenceEqual(expected),
            $"""
            src/{name}/PublicApi.txt: the public API is another. If that is wanted, accept it and commit the file:
                {Variable}=1 dotnet test -c Release tests/{name}.Tests --filter FullyQualifiedName~PublicApi
            {string.Join('\n', differences.Take(40))}
            """);
    }
}
