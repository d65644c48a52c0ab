using System.Globalization;
using System.Text;
using RlQuery.Core;
using RlQuery.Core.Data;
using RlQuery.Core.Data.Reading;
using RlQuery.Core.Data.Text;
using RlQuery.Core.Environments.Files;
using RlQuery.Core.Labelling;
using RlQuery.Core.Labelling.Exchange;
using RlQuery.Core.Numerics;
using RlQuery.Core.Policies;
using RlQuery.Embeddings.Files;
using RlQuery.MicrosoftML;
using RlQuery.Studies.Episodes;
using RlQuery.Studies.Grids;
using RlQuery.Studies.Tests.Grids;

namespace RlQuery.Studies.Tests.Reliability;

/// <summary>Damages every kind of file that is read, and holds readers to their promise: a result, or lines that a person can read.</summary>
/// <remarks>RLQUERY_FUZZ is the number of damaged files of each kind, and RLQUERY_FUZZ_SEED the first seed; see results/reliability.</remarks>
[Trait("Category", "Trial")]
public sealed class HostileFilesTests : IDisposable
{
    private const int Few = 400;
    private const int MostLines = 100;

    /// <summary>Longer messages are cut, and end in three dots.</summary>
    private const int MostLetters = 2003;

    private static readonly string Table = "a,b,c,d,label\n" + string.Concat(Enumerable.Range(0, 12).Select(row =>
        $"{row}.5,{(row % 3 == 0 ? "red" : "blue")},2024-01-{row + 1:00},free money for {row} men,{(row % 2 == 0 ? "x" : "y")}\n"));

    private readonly string _folder = Directory.CreateTempSubdirectory("rlquery-hostile-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("data.csv")]
    [InlineData("data.tsv")]
    [InlineData("data.arff")]
    [InlineData("data.svm")]
    [InlineData("data.csv.gz")]
    [InlineData("data.npy")]
    [InlineData("data.parquet")]
    [InlineData("schema.json")]
    [InlineData("environment.json")]
    [InlineData("experiment.json")]
    [InlineData("policy.json")]
    [InlineData("policy.safetensors")]
    [InlineData("episodes.journal")]
    [InlineData("import.json")]
    [InlineData("import.jsonl")]
    [InlineData("import.csv")]
    public void Whatever_the_damage_a_file_is_read_or_refused_in_lines(string kind)
    {
        int count = Number("RLQUERY_FUZZ", Few);
        var mutator = new Mutator(new Pcg64((ulong)Number("RLQUERY_FUZZ_SEED", 1), kind));
        (byte[] whole, Action<string> read) = Of(kind);
        string path = Path.Combine(_folder, kind);
        File.WriteAllBytes(path, whole);
        read(path);
        int refused = 0;
        for (int round = 0; round < count; round++)
        {
            byte[] damaged = mutator.Damage(whole);
            File.WriteAllBytes(path, damaged);
            try
            {
                read(path);
            }
            catch (InvalidInputException e)
            {
                refused++;
                Assert.InRange(e.Faults.Count, 1, MostLines);
                Assert.All(
                    e.Faults, fault => Assert.True(fault.Length <= MostLetters && !fault.Contains('\n', StringComparison.Ordinal), Shown(round, damaged)));
            }
            catch (Exception e) when (e is not Xunit.Sdk.IAssertionException)
            {
                Assert.Fail($"{e.GetType().Name}: {e.Message}\n{e.StackTrace}\n{Shown(round, damaged)}");
            }
        }
        Assert.InRange(refused, 1, count);
    }

    private (byte[] Whole, Action<string> Read) Of(string kind)
    {
        switch (kind)
        {
            case "data.csv":
                return (Bytes(Table), ReadTable);
            case "data.csv.gz":
                return (Bytes(Table), ReadPacked);
            case "data.tsv":
                return (Bytes(Table.Replace(',', '\t')), ReadTable);
            case "data.arff":
                return (Bytes(Arff), ReadTable);
            case "data.svm":
                return (Bytes("+1 1:0.5 3:-2 # c\n-1 2:1e3\n? 1:1\n+1 4:2\n"), ReadTable);
            case "data.npy" or "data.parquet":
                var cells = TableReader.Read(Written("table.csv", Table));
                string whole = Path.Combine(_folder, "whole", kind);
                NumericTableFile.Write(whole, NumericTable.Of(cells, 4, null, [new MixedTableFeaturizer().Featurize(TableReader.Features(cells, 4))]));
                return (File.ReadAllBytes(whole), ReadTable);
            case "schema.json":
                return (
                    Bytes("""{ "columns": { "a": "number", "c": "date yyyy-MM-dd", "d": "text" }, "missing": ["<0.1", "?"], "joinClasses": true }"""),
                    path => TableReader.Features(TableReader.Read(Written("table.csv", Table)), 4, TableSchema.Read(path)));
            case "environment.json":
                return (
                    File.ReadAllBytes(Path.Combine(EnvironmentsFolder.Locate(), "quickstart.json")),
                    path => LoadedEnvironment.Read(path, Known.Parts, new MixedTableFeaturizer()));
            case "experiment.json":
                return (Bytes(Experiment), path => ExperimentFile.Read(path));
            case "policy.json" or "policy.safetensors":
                string policy = Path.Combine(EnvironmentsFolder.Locate(), "..", "policies", "quickstart");
                foreach (string file in (string[])["policy.json", "policy.safetensors"])
                {
                    File.Copy(Path.Combine(policy, file), Path.Combine(_folder, file));
                }
                return (File.ReadAllBytes(Path.Combine(policy, kind)), _ => PolicyReader.Load(_folder, Known.Parts));
            case "episodes.journal":
                EvaluationSettings settings = GridSamples.Settings();
                string[] lines =
                [
                    Encoding.UTF8.GetString(JournalLine.Of(settings, Shard.Whole)),
                    .. settings.Cells(Shard.Whole).Take(3).Select(cell => Encoding.UTF8.GetString(JournalLine.Of(GridSamples.Outcome(cell)))),
                ];
                // Sealed again, so that the damage is not found by the sum alone.
                return (Bytes(string.Concat(lines.Select(line => line[(line.IndexOf(' ', StringComparison.Ordinal) + 1)..]))), ReadJournal);
            default:
                var table = LabellingTable.Of(TableReader.Read(Written("table.csv", Table)), null, new MixedTableFeaturizer());
                string answers = kind switch { "import.json" => LabelStudio, "import.jsonl" => Lines, _ => Answers };
                return (Bytes(answers), path => SessionImport.Read(path, table, TableFingerprint.Of(table.Cells), table.Begin([]), "ann"));
        }
    }

    private static void ReadTable(string path)
    {
        Dataset data = DatasetReader.Read(path, new DatasetReaderOptions { Parts = Known.Parts, Featurizer = new MixedTableFeaturizer() });
        Assert.True(data.Rows > 0 && data.Features > 0 && data.Values.ToArray().All(float.IsFinite));
    }

    // Packed again, so that the damage is not found by the sum alone.
    private static void ReadPacked(string path)
    {
        File.WriteAllBytes(path, Gzip.Pack(File.ReadAllBytes(path)));
        ReadTable(path);
    }

    private void ReadJournal(string path)
    {
        string[] lines = Encoding.UTF8.GetString(File.ReadAllBytes(path)).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        string journal = Path.Combine(_folder, "sealed.journal");
        File.WriteAllBytes(journal, [.. lines.SelectMany(line => JournalLine.Seal(line))]);
        JournalContent.Read(journal, Known.Parts);
    }

    private string Written(string name, string text)
    {
        string path = Path.Combine(_folder, name);
        File.WriteAllText(path, text);
        return path;
    }

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);

    private static int Number(string variable, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : otherwise;

    private static string Shown(int round, byte[] damaged) => $"round {round}: {Convert.ToBase64String(damaged)}";

    private const string Arff = """
        @relation r
        @attribute 'a b' real
        @attribute s string
        @attribute d date "yyyy-MM-dd"
        @attribute c {x,'y z',never}
        @data
        1,'free money\n',"2024-01-01",x
        {0 3,3 'y z'}
        % end
        2,?,?,?
        -4e3,'it\'s','2024-02-01','y z'
        """;

    private const string Experiment = """
        { "environments": ["near.json"], "data": ["a.csv"], "header": true, "learners": ["naive-bayes"], "strategies": ["random", "margin"],
          "metrics": ["accuracy", "brier"], "stop": ["budget:3"], "reach": [0.6, 0.9], "split": "k-fold:2", "repeats": 4, "seed": 2, "budget": 5 }
        """;

    private const string Lines = """
        {"rlquery_row": 0, "label": "x", "annotator": "ann", "updated_at": "2024-01-01T10:00:00Z"}
        {"rlquery_row": 1, "label": "y", "rlquery_labels": [{"annotator": "ann", "label": "y", "ground_truth": true}, {"annotator": "bob", "label": "x"}]}
        {"rlquery_row": 2, "label": null, "was_cancelled": true}
        """;

    private const string Answers = """
        rlquery_row,label,annotator,updated_at
        0,x,ann,2024-01-01T10:00:00Z
        1,"{""choices"": [""y""]}",bob,
        2,,,
        """;

    private const string LabelStudio = """
        [ { "id": 1, "data": { "rlquery_row": 0, "a": "0.5" }, "annotations": [ { "id": 3, "updated_at": "2024-01-01T10:00:00Z", "ground_truth": false,
            "completed_by": { "email": "ann@example.org" },
            "result": [ { "from_name": "label", "to_name": "row", "type": "choices", "value": { "choices": ["x"] } } ] } ] },
          { "id": 2, "data": { "rlquery_row": 3 }, "annotations": [ { "was_cancelled": true, "result": [] } ] } ]
        """;
}
