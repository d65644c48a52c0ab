using RlQuery.Core;
using RlQuery.Core.Data.Formats;

namespace RlQuery.Studies.Results;

/// <summary>The same table of several learners as one, with a first column <c>learner</c>.</summary>
internal static class JoinedTable
{
    /// <summary>Writes the table, unless none of the learners has one.</summary>
    /// <param name="folder">A folder with a folder for each learner, named after it.</param>
    /// <param name="learners">The learners, in the order in which they shall stand.</param>
    /// <param name="name">Name of the table in each folder, and of the one that is written.</param>
    public static void Write(string folder, IReadOnlyList<string> learners, string name)
    {
        (string Learner, string Path)[] files =
        [
            .. learners.Select(learner => (learner, Path.Combine(folder, learner, name))).Where(file => File.Exists(file.Item2)),
        ];
        if (files.Length == 0)
        {
            return;
        }
        // The last column may be present in only some tables.
        string[] columns = files.Select(file => CsvText.Header(file.Path)).MaxBy(header => header.Length)!;
        using var text = new CsvBuilder(["learner", .. columns]);
        foreach ((string learner, string path) in files)
        {
            string[] own = CsvText.Header(path);
            foreach ((_, string[] cells) in CsvText.Read(path, own))
            {
                text.Add([learner, .. cells, .. Enumerable.Repeat("", columns.Length - own.Length)]);
            }
        }
        AtomicFile.WriteText(Path.Combine(folder, name), text.ToString());
    }
}
