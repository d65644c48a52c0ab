using RlQuery.Core.Numerics;
using RlQuery.Core.Policies;
using RlQuery.Core.Tests.Policies;

namespace RlQuery.Cli.Tests;

/// <summary>A folder that is gone after the test.</summary>
public abstract class TemporaryFolder : IDisposable
{
    protected string Folder { get; } = Directory.CreateTempSubdirectory("rlquery-cli-").FullName;

    public void Dispose()
    {
        Directory.Delete(Folder, recursive: true);
        GC.SuppressFinalize(this);
    }

    protected string At(params string[] names) => Path.Combine([Folder, .. names]);

    /// <summary>Writes a file below the folder and gives its path.</summary>
    protected string Write(string name, string text)
    {
        string path = At(name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
        return path;
    }

    /// <summary>Two classes of overlapping clouds; a label stands where asked for, and is empty elsewhere.</summary>
    protected string WriteTable(string name, int rows, Func<int, bool>? isLabelled = null)
    {
        var generator = new Pcg64(1, name);
        IEnumerable<string> lines = Enumerable.Range(0, rows).Select(row =>
        {
            string label = isLabelled?.Invoke(row) == false ? "" : row % 2 == 0 ? "no" : "yes";
            return FormattableString.Invariant($"{generator.NextGaussian() + (row % 2 * 2):F3},{generator.NextGaussian():F3},{label}");
        });
        return Write(name, "x,y,label\n" + string.Join('\n', lines) + "\n");
    }

    /// <summary>An environment that names no data.</summary>
    protected string WriteEnvironment(int budget = 6) =>
        Write("env.json", $$"""{"signals": ["margin", "density"], "state": ["budget-used"], "budget": {{budget}}}""");

    /// <summary>A policy of random weights.</summary>
    protected string WritePolicy(string name, params PolicySource[] seen) => WritePolicy(name, SamplePolicy.Document() with { Data = seen });

    /// <summary>A policy of random weights.</summary>
    protected string WritePolicy(string name, PolicyDocument document)
    {
        PolicyWriter.Save(At(name), document, SamplePolicy.Weights(document), Known.Parts);
        return At(name);
    }

    /// <summary>Every file below the folder with its bytes, by relative path.</summary>
    protected static IReadOnlyList<(string Name, string Bytes)> Content(string folder) =>
    [
        .. Directory.GetFiles(folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
            .Select(file => (Path.GetRelativePath(folder, file), Convert.ToHexString(File.ReadAllBytes(file)))),
    ];
}
