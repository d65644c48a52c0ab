using RlQuery.Core.Numerics;
using RlQuery.Core.Policies;
using RlQuery.Core.Tests.Policies;

namespace RlQuery.Studies.Tests.Support;

/// <summary>A folder with what a small study needs, gone after the test.</summary>
internal sealed class StudyFolder : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("rlquery-studies-").FullName;

    public StudyFolder()
    {
        foreach (string name in (string[])["near", "far"])
        {
            var generator = new Pcg64(1, name);
            File.WriteAllText(At($"{name}.csv"), "x,y,label\n" + string.Concat(Enumerable.Range(0, 40).Select(row => FormattableString.Invariant(
                $"{generator.NextGaussian() + (row % 2 * 2):F3},{generator.NextGaussian():F3},{(row % 2 == 0 ? "no" : "yes")}\n"))));
        }
        File.WriteAllText(
            At("env.json"), """{ "evaluation": ["near.csv", "far.csv"], "signals": ["margin", "density"], "state": ["budget-used"], "budget": 4 }""");
    }

    public string At(params string[] names) => Path.Combine([_folder, .. names]);

    /// <summary>A policy of random weights.</summary>
    public string WritePolicy(string name)
    {
        PolicyDocument document = SamplePolicy.Document();
        PolicyWriter.Save(At(name), document, SamplePolicy.Weights(document), Known.Parts);
        return At(name);
    }

    /// <summary>Every file below a folder with its bytes, by relative path.</summary>
    public static IReadOnlyList<(string Name, string Bytes)> Content(string folder) =>
    [
        .. Directory.GetFiles(folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
            .Select(file => (Path.GetRelativePath(folder, file), Convert.ToHexString(File.ReadAllBytes(file)))),
    ];

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
