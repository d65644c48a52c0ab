using RlQuery.Core.Tests.Support;

namespace RlQuery.Studies.Tests.Generated;

/// <summary>Holds a committed file to what is generated from the parts.</summary>
internal static class GeneratedFile
{
    /// <summary>Set to 1, the tests write the files anew in place of comparing them.</summary>
    private const string Variable = "RLQUERY_ACCEPT_GENERATED";

    /// <param name="file">The file, as it is seen from the root of the repository.</param>
    /// <param name="generate">Makes the text; is given that of the file.</param>
    public static void AssertIs(string file, Func<string, string> generate)
    {
        string path = Path.Combine(Repository.Root, file);
        string committed = File.Exists(path) ? File.ReadAllText(path).ReplaceLineEndings("\n") : "";
        string generated = generate(committed);
        if (Environment.GetEnvironmentVariable(Variable) == "1")
        {
            File.WriteAllText(path, generated);
            return;
        }
        string[] differences =
        [
            .. committed.Split('\n').Except(generated.Split('\n')).Select(line => $"- {line.Trim()}"),
            .. generated.Split('\n').Except(committed.Split('\n')).Select(line => $"+ {line.Trim()}"),
        ];
        Assert.True(
            generated == committed,
            $"""
            {file}: the parts are others. Accept them and commit the file:
                {Variable}=1 dotnet test -c Release tests/RlQuery.Studies.Tests --filter FullyQualifiedName~Generated
            {string.Join('\n', differences.Take(40))}
            """);
    }
}
