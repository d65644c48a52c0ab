using System.Text.RegularExpressions;
using System.Xml.Linq;
using RlQuery.Core.Tests.Support;

namespace RlQuery.Core.Tests;

/// <summary>The rules of the house, read from its source.</summary>
public sealed partial class HouseTests
{
    private const int LineLimit = 350;

    // The rooms of Core: each may use those before it. Statistics stands on Numerics alone, and any room after it may use it.
    private static readonly string[] Rooms =
    [
        "Numerics", "Statistics", "Data", "Learners", "Signals", "Strategies", "Policies", "Environments", "Evaluation", "Queries", "Labelling",
    ];

    private static readonly Dictionary<string, string[]> Projects = new()
    {
        ["RlQuery.Core"] = [],
        ["RlQuery.MicrosoftML"] = ["RlQuery.Core"],
        ["RlQuery.Torch"] = ["RlQuery.Core"],
        ["RlQuery.Reports"] = ["RlQuery.Core"],
        ["RlQuery.Sessions"] = ["RlQuery.Core"],
        ["RlQuery.Studies"] = ["RlQuery.Core", "RlQuery.MicrosoftML", "RlQuery.Reports", "RlQuery.Torch"],
        ["RlQuery.Cli"] = ["RlQuery.Core", "RlQuery.MicrosoftML", "RlQuery.Reports", "RlQuery.Sessions", "RlQuery.Studies", "RlQuery.Torch"],
    };

    private static string Source { get; } = Path.Combine(Repository.Root, "src");

    [Fact]
    public void Projects_reference_each_other_in_one_direction()
    {
        foreach (string folder in Directory.GetDirectories(Source, "RlQuery.*"))
        {
            string project = Path.GetFileName(folder);
            Assert.True(Projects.ContainsKey(project), $"{project} has no place in the house: say in this test what it may reference");
            string[] references = [.. Items(project, "ProjectReference").Select(path => Path.GetFileNameWithoutExtension(path.Replace('\\', '/')))];
            Assert.True(references.All(Projects[project].Contains), $"{project} references {string.Join(", ", references.Except(Projects[project]))}");
        }
    }

    [Fact]
    public void Core_needs_MathNet_Numerics_alone() => Assert.Equal(["MathNet.Numerics"], Items("RlQuery.Core", "PackageReference"));

    [Fact]
    public void Every_room_of_Core_has_its_place_and_its_namespace()
    {
        var faults = new List<string>();
        foreach ((string file, string room) in CoreFiles())
        {
            if (room.Length > 0 && !Rooms.Contains(room))
            {
                faults.Add($"{Show(file)}: the room {room} has no place in the order; say in this test what it may use");
            }
            // A room may gather files in folders without a namespace of their own.
            string own = NamespaceLine().Match(File.ReadAllText(file)).Groups[1].Value;
            string folder = Path.GetRelativePath(Source, Path.GetDirectoryName(file)!).Replace(Path.DirectorySeparatorChar, '.');
            string least = room.Length > 0 ? $"RlQuery.Core.{room}" : "RlQuery.Core";
            if (!$"{own}.".StartsWith($"{least}.", StringComparison.Ordinal) || !$"{folder}.".StartsWith($"{own}.", StringComparison.Ordinal))
            {
                faults.Add($"{Show(file)}: namespace {own}, folder {folder}");
            }
        }
        AssertNone(faults);
    }

    [Fact]
    public void Rooms_of_Core_use_each_other_in_one_direction()
    {
        Dictionary<string, HashSet<string>> types = CoreFiles().Where(entry => entry.Room.Length > 0).GroupBy(entry => entry.Room).ToDictionary(
            group => group.Key, group => group.Select(entry => Path.GetFileNameWithoutExtension(entry.File)).ToHashSet());
        var faults = new List<string>();
        foreach ((string file, string room) in CoreFiles())
        {
            foreach ((int line, string code) in Code(file))
            {
                foreach (string used in RoomsUsedBy(code, types).Where(used => used != room && !MayUse(room, used)))
                {
                    faults.Add($"{Show(file)}:{line}: {(room.Length > 0 ? room : "the root")} must not use {used}");
                }
            }
        }
        AssertNone(faults);
    }

    [Theory]
    [InlineData("using RlQuery.Core.Signals;", "Signals")]
    [InlineData("using static RlQuery.Core.Data.Formats.TextFile;", "Data")]
    [InlineData("var x = RlQuery.Core.Learners.LearnerCatalog.All;", "Learners")]
    [InlineData("return Numerics.VectorMath.ArgMax(p);", "Numerics")]
    [InlineData("return problem.Data.Name + Data.Name;", "")]
    public void The_reader_of_references_sees_what_it_must(string code, string expected)
    {
        var types = new Dictionary<string, HashSet<string>> { ["Numerics"] = ["VectorMath"], ["Data"] = ["Dataset"] };
        Assert.Equal(expected, string.Join(" ", RoomsUsedBy(code, types)));
    }

    [Fact]
    public void Nothing_draws_from_an_unseeded_generator_or_reads_the_clock()
    {
        var faults = new List<string>();
        foreach (string file in Files("*.cs"))
        {
            bool mayTime = Path.GetRelativePath(Source, file).Split(Path.DirectorySeparatorChar)[0] is "RlQuery.Torch" or "RlQuery.Cli";
            foreach ((int line, string code) in Code(file))
            {
                if (Unrepeatable().IsMatch(code) || (!mayTime && code.Contains("Stopwatch", StringComparison.Ordinal)))
                {
                    faults.Add($"{Show(file)}:{line}: {code.Trim()}");
                }
            }
        }
        AssertNone(faults);
    }

    [Fact]
    public void No_file_is_long() => AssertNone([.. Files("*.cs")
        .Select(file => (File: file, Lines: File.ReadLines(file).Count()))
        .Where(entry => entry.Lines > LineLimit)
        .Select(entry => $"{Show(entry.File)}: {entry.Lines} lines; use at most {LineLimit}")]);

    private static bool MayUse(string room, string used) =>
        room == "Statistics" ? used == "Numerics" : Array.IndexOf(Rooms, used) < Array.IndexOf(Rooms, room);

    // By a using directive, by full name, or by a name that begins with the room (Numerics.VectorMath).
    private static IEnumerable<string> RoomsUsedBy(string code, Dictionary<string, HashSet<string>> types) =>
        FullName().Matches(code).Select(match => match.Groups[1].Value)
            .Concat(PartialName().Matches(code)
                .Where(match => types.TryGetValue(match.Groups[1].Value, out HashSet<string>? known) && known.Contains(match.Groups[2].Value))
                .Select(match => match.Groups[1].Value))
            .Where(Rooms.Contains)
            .Distinct();

    private static IEnumerable<(string File, string Room)> CoreFiles()
    {
        string core = Path.Combine(Source, "RlQuery.Core");
        foreach (string file in Files("*.cs").Where(file => file.StartsWith(core + Path.DirectorySeparatorChar, StringComparison.Ordinal)))
        {
            string[] parts = Path.GetRelativePath(core, file).Split(Path.DirectorySeparatorChar);
            yield return (file, parts.Length > 1 ? parts[0] : "");
        }
    }

    private static IEnumerable<string> Files(string pattern) => Directory.EnumerateFiles(Source, pattern, SearchOption.AllDirectories)
        .Where(file => !Path.GetRelativePath(Source, file).Split(Path.DirectorySeparatorChar).Any(part => part is "bin" or "obj"))
        .Order(StringComparer.Ordinal);

    // The lines without their comments.
    private static IEnumerable<(int Line, string Code)> Code(string file) =>
        File.ReadLines(file).Select((text, i) => (i + 1, Comment().Replace(text, "")));

    private static IEnumerable<string> Items(string project, string kind) =>
        XDocument.Load(Path.Combine(Source, project, $"{project}.csproj")).Descendants(kind).Select(item => item.Attribute("Include")!.Value);

    private static string Show(string file) => Path.GetRelativePath(Repository.Root, file);

    private static void AssertNone(List<string> faults) => Assert.True(faults.Count == 0, string.Join("\n", faults));

    [GeneratedRegex(@"^namespace ([\w.]+);", RegexOptions.Multiline)]
    private static partial Regex NamespaceLine();

    [GeneratedRegex(@"\bRlQuery\.Core\.(\w+)")]
    private static partial Regex FullName();

    [GeneratedRegex(@"(?<![\w.])([A-Z]\w+)\.([A-Z]\w+)")]
    private static partial Regex PartialName();

    [GeneratedRegex(@"\bRandom\.Shared\b|\bnew (System\.)?Random\(|\bRandom \w+ = new\(|\bDateTime(Offset)?\.(Utc)?Now\b|\bDateTime\.Today\b|\bGuid\.NewGuid\b|\bEnvironment\.TickCount")]
    private static partial Regex Unrepeatable();

    [GeneratedRegex(@"(^|\s)//.*$")]
    private static partial Regex Comment();
}
