using RlQuery.Core.Tests.Support;
using RlQuery.Reports;

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

    /// <summary>Draws a figure anew where files are accepted. Pictures are not compared: their bytes may differ between kinds of processors.</summary>
    /// <param name="folder">The folder, as it is seen from the root of the repository.</param>
    /// <param name="name">File name without extension.</param>
    /// <param name="draw">Draws it.</param>
    public static void AssertDrawn(string folder, string name, Func<Figure> draw)
    {
        byte[] png = draw().ToPng();
        Assert.NotEmpty(png);
        string path = Path.Combine(Repository.Root, folder, name + ".png");
        if (Environment.GetEnvironmentVariable(Variable) == "1")
        {
            File.WriteAllBytes(path, png);
        }
        Assert.True(File.Exists(path), path);
    }
}
