using System.Text.RegularExpressions;
using System.Xml.Linq;
using RlQuery.Core.Tests.House;

namespace RlQuery.Core.Tests;

/// <summary>The rules of the house, read from its source.</summary>
public sealed partial class HouseTests
{
    private const int LineLimit = 350;

    private const int ColumnLimit = 160;

    // The rooms of a project: each may use those before it, and none of those that stand beside it. Nothing is the project's own namespace.
    // A project without an order may have any, as long as nothing goes in a circle.
    private static readonly Dictionary<string, RoomOrder> Orders = new()
    {
        ["RlQuery.Core"] = new(
            "", "Numerics", "Statistics", "Data", "Tasks", "Tasks.Classification|Tasks.Regression", "Learners", "Augmentation", "Signals", "Strategies",
            "Tasks.*", "Policies", "Streams", "Environments", "Evaluation", "Queries", "Labelling", "Standard"),
        ["RlQuery.Annotators"] = new("", "Prompts|Joining", "Budgets|Recording", "Models", "Questions", "Panels", "Variants"),
        ["RlQuery.Torch"] = new("Tensors", "Networks", "Agents|Learners|Sequences", "Pictures", "Agents.Gated", "Agents.*", "Streams", "Training", "Tuning"),
    };

    private static readonly Dictionary<string, string[]> Projects = new()
    {
        ["RlQuery.Core"] = [],
        ["RlQuery.MicrosoftML"] = ["RlQuery.Core"],
        ["RlQuery.Embeddings"] = ["RlQuery.Core", "RlQuery.MicrosoftML"],
        ["RlQuery.Torch"] = ["RlQuery.Core"],
        ["RlQuery.Annotators"] = ["RlQuery.Core"],
        ["RlQuery.Reports"] = ["RlQuery.Core"],
        ["RlQuery.Sessions"] = ["RlQuery.Core"],
        ["RlQuery.Studio"] = ["RlQuery.Core", "RlQuery.Sessions", "RlQuery.Studies"],
        ["RlQuery.Studies"] = ["RlQuery.Core", "RlQuery.Embeddings", "RlQuery.MicrosoftML", "RlQuery.Reports", "RlQuery.Torch"],
        ["RlQuery.Cluster"] = ["RlQuery.Core", "RlQuery.Studies"],
        ["RlQuery.Cli"] =
        [
            "RlQuery.Annotators", "RlQuery.Cluster", "RlQuery.Core", "RlQuery.Embeddings", "RlQuery.MicrosoftML", "RlQuery.Reports", "RlQuery.Sessions",
            "RlQuery.Studies", "RlQuery.Studio", "RlQuery.Torch",
        ],
    };

    [Fact]
    public void Projects_reference_each_other_in_one_direction()
    {
        foreach (string folder in Directory.GetDirectories(SourceFile.Source, "RlQuery.*"))
        {
            string project = Path.GetFileName(folder);
            Assert.True(Projects.ContainsKey(project), $"{project} has no place in the house: say in this test what it may reference");
            string[] references = [.. Items(project, "ProjectReference").Select(path => Path.GetFileNameWithoutExtension(path.Replace('\\', '/')))];
            Assert.True(references.All(Projects[project].Contains), $"{project} references {string.Join(", ", references.Except(Projects[project]))}");
        }
    }

    [Fact]
    public void Core_needs_MathNet_Numerics_and_Sep_alone() => Assert.Equal(["MathNet.Numerics", "Sep"], Items("RlQuery.Core", "PackageReference"));

    [Fact]
    public void Every_namespace_is_its_folder() => AssertNone(
    [
        .. from file in SourceFile.All
           where file.Namespace != file.Folder && !file.IsEntry
           select $"{file.Shown}: the namespace is {file.Namespace}; use {file.Folder}",
    ]);

    [Fact]
    public void Every_room_has_its_place() => AssertNone(
    [
        .. from order in Orders
           from room in Graph(order.Key).Rooms
           where !order.Value.Has(room)
           select $"{order.Key}.{room} has no place in the order; say in this test what it may use",
    ]);

    [Fact]
    public void Rooms_use_each_other_in_one_direction() => AssertNone(
    [
        .. from order in Orders
           from arrow in Graph(order.Key).Arrows
           where !order.Value.Allows(arrow.Key.Room, arrow.Key.Used)
           select $"{arrow.Value}: {order.Key}: {Name(arrow.Key.Room)} must not use {Name(arrow.Key.Used)}",
    ]);

    [Fact]
    public void Rooms_do_not_use_each_other_in_a_circle() => AssertNone(
    [
        .. from project in Projects.Keys
           let graph = Graph(project)
           from circle in graph.Circles()
           let arrows = graph.Arrows.Where(arrow => circle.Contains(arrow.Key.Room) && circle.Contains(arrow.Key.Used))
           select $"{project}: {string.Join(", ", circle.Select(Name))}: "
               + string.Join("; ", arrows.Select(arrow => $"{Name(arrow.Key.Room)} uses {Name(arrow.Key.Used)} ({arrow.Value})")),
    ]);

    [Theory]
    [InlineData("using RlQuery.Core.Signals;", "Queries", "Signals")]
    [InlineData("using RlQuery.Core;", "Queries", "~")]
    [InlineData("using static RlQuery.Core.Data.Formats.TextFile;", "Queries", "Data.Formats")]
    [InlineData("using RlQuery.Core.Data.Formats;", "Data.Formats", "")]
    [InlineData("var x = RlQuery.Core.Signals.SignalList.FormVersion;", "Queries", "Signals")]
    [InlineData("return Numerics.VectorMath.ArgMax(p);", "Queries", "Numerics")]
    [InlineData("return Formats.TextFile.Read(p);", "Data", "Data.Formats")]
    [InlineData("return Data.Formats.TextFile.Read(new Dataset(p));", "Data.Formats.Inner", "Data Data.Formats")]
    [InlineData("return Dataset.Of(AtomicFile.Read(p));", "Data.Formats", "Data ~")]
    [InlineData("return Dataset.Of(AtomicFile.Read(p));", "Data", "~")]
    [InlineData("return problem.Data.Name + Data.Name + problem.Dataset;", "Data.Formats", "")]
    public void The_reader_of_references_sees_what_it_must(string code, string own, string expected)
    {
        var types = new Dictionary<string, HashSet<string>>
        {
            [""] = ["AtomicFile"],
            ["Numerics"] = ["VectorMath"],
            ["Signals"] = [],
            ["Queries"] = [],
            ["Data"] = ["Dataset"],
            ["Data.Formats"] = ["TextFile"],
            ["Data.Formats.Inner"] = [],
        };
        Assert.Equal(expected, string.Join(" ", new RoomReader("RlQuery.Core", types).Used(code, own).Select(Name).Order(StringComparer.Ordinal)));
    }

    [Theory]
    [InlineData("B", "A", true)]
    [InlineData("A", "B", false)]
    [InlineData("A", "A.Inner", true)]
    [InlineData("A.Inner", "B", false)]
    [InlineData("B", "C", false)]
    [InlineData("C.First", "C", true)]
    [InlineData("C", "C.First", false)]
    [InlineData("C.First", "C.Second", false)]
    [InlineData("C.New", "C.First", false)]
    [InlineData("D", "A", false)]
    [InlineData("A", "", true)]
    [InlineData("", "A", false)]
    [InlineData("E.First", "E", true)]
    [InlineData("E", "E.First", false)]
    [InlineData("E.First", "E.Second", false)]
    [InlineData("E.First.Inner", "E.First", true)]
    [InlineData("F", "E.First.Inner", true)]
    public void The_order_of_rooms_allows_what_it_must(string room, string used, bool allowed)
    {
        var order = new RoomOrder("", "A", "B|C", "C.First|C.Second", "E", "E.*", "F");
        Assert.Equal(allowed, order.Allows(room, used));
        Assert.Equal(room is not ("D" or "C.New"), order.Has(room));
    }

    [Fact]
    public void Nothing_draws_from_an_unseeded_generator_or_reads_the_clock()
    {
        var faults = new List<string>();
        foreach (SourceFile file in SourceFile.All)
        {
            bool mayTime = file.Project is "RlQuery.Torch" or "RlQuery.Cluster" or "RlQuery.Cli";
            for (int i = 0; i < file.Code.Count; i++)
            {
                if (Unrepeatable().IsMatch(file.Code[i]) || (!mayTime && file.Code[i].Contains("Stopwatch", StringComparison.Ordinal)))
                {
                    faults.Add($"{file.Shown}:{i + 1}: {file.Code[i].Trim()}");
                }
            }
        }
        AssertNone(faults);
    }

    // The others bound what they are given, or read what this library wrote.
    [Fact]
    public void Patterns_take_time_in_proportion_to_what_they_read() => AssertNone(
    [
        .. from file in SourceFile.All
           where file.Shown is not ("src/RlQuery.Core/Data/DateForm.cs" or "src/RlQuery.Core/Data/DatePattern.cs" or "src/RlQuery.Reports/SvgText.cs")
           from line in file.Code.Select((text, i) => (Text: text, Number: i + 1))
           where Pattern().IsMatch(line.Text) && !line.Text.Contains("RegexOptions.NonBacktracking", StringComparison.Ordinal)
           select $"{file.Shown}:{line.Number}: {line.Text.Trim()}: add RegexOptions.NonBacktracking",
    ]);

    [Fact]
    public void No_file_is_long() => AssertNone(
    [
        .. from file in SourceFile.All.Concat(SourceFile.Tests)
           where file.Lines.Count > LineLimit
           select $"{file.Shown}: {file.Lines.Count} lines; use at most {LineLimit}",
    ]);

    [Fact]
    public void No_line_is_long() => AssertNone(
    [
        .. from file in SourceFile.All.Concat(SourceFile.Tests)
           from line in file.Lines.Select((text, i) => (text.Length, Number: i + 1))
           where line.Length > ColumnLimit
           select $"{file.Shown}:{line.Number}: {line.Length} columns; use at most {ColumnLimit}",
    ]);

    // Where a program begins stands above all its rooms.
    private static RoomGraph Graph(string project) => new(project, [.. SourceFile.All.Where(file => file.Project == project && !file.IsEntry)]);

    private static string Name(string room) => room.Length > 0 ? room : "~";

    private static IEnumerable<string> Items(string project, string kind) =>
        XDocument.Load(Path.Combine(SourceFile.Source, project, $"{project}.csproj")).Descendants(kind).Select(item => item.Attribute("Include")!.Value);

    private static void AssertNone(List<string> faults) => Assert.True(faults.Count == 0, string.Join("\n", faults));

    [GeneratedRegex(@"\[GeneratedRegex\(|\bnew Regex\(|\bRegex\.(IsMatch|Matches|Match|Replace|Split|Count|EnumerateMatches)\(")]
    private static partial Regex Pattern();

    [GeneratedRegex(@"\bRandom\.Shared\b|\bnew (System\.)?Random\(|\bRandom \w+ = new\(|"
        + @"\bDateTime(Offset)?\.(Utc)?Now\b|\bDateTime\.Today\b|\bGuid\.NewGuid\b|\bEnvironment\.TickCount")]
    private static partial Regex Unrepeatable();
}
