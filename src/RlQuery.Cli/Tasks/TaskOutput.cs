using RlQuery.Core.Labelling;
using RlQuery.Core.Labelling.AnnotationTasks;
using RlQuery.Studies;

namespace RlQuery.Cli.Tasks;

/// <summary>The file that tasks are written to, in the form that its ending says.</summary>
/// <param name="Path">The file.</param>
internal sealed record TaskOutput(string Path)
{
    private const string Lines = ".jsonl";
    private const string LabelStudio = ".json";
    private const string Page = ".html";

    /// <summary>The endings that are known.</summary>
    public static IReadOnlyList<string> Endings { get; } = [Page, LabelStudio, Lines];

    /// <summary>Checks where tasks go; what is wrong is added to the faults.</summary>
    /// <param name="path">The file; null for none.</param>
    /// <param name="force">Whether files that exist are replaced.</param>
    /// <param name="data">The table's file, which is never replaced.</param>
    /// <param name="faults">Receives what is wrong.</param>
    public static TaskOutput? Of(string? path, bool force, string data, Faults faults)
    {
        if (path is null)
        {
            return null;
        }
        string ending = System.IO.Path.GetExtension(path).ToLowerInvariant();
        if (!Endings.Contains(ending))
        {
            faults.Add($"out: {path} is not allowed; name a {string.Join(", ", Endings)} file");
            return null;
        }
        string[] files = ending == LabelStudio ? [path, System.IO.Path.ChangeExtension(path, ".xml")] : [path];
        if (Array.Find(files, file => System.IO.Path.GetFullPath(file) == System.IO.Path.GetFullPath(data)) is not null)
        {
            faults.Add($"out: {path} is the table itself, which is never changed; name another file");
        }
        else if (!force && Array.Find(files, File.Exists) is { } there)
        {
            faults.Add($"out: {there} exists; name a new file, or replace it with --force");
        }
        return new TaskOutput(path);
    }

    /// <summary>Writes tasks.</summary>
    /// <param name="table">The table.</param>
    /// <param name="classes">Names of the classes.</param>
    /// <param name="tasks">The tasks.</param>
    /// <param name="model">Name of the model.</param>
    /// <returns>What was written, in words.</returns>
    public IEnumerable<string> Write(LabellingTable table, IReadOnlyList<string> classes, AnnotationTaskList tasks, string model)
    {
        switch (System.IO.Path.GetExtension(Path).ToLowerInvariant())
        {
            case LabelStudio:
                string configuration = TaskFiles.WriteLabelStudio(Path, table, classes, tasks, model);
                return [$"{tasks.Tasks.Count} tasks for Label Studio: {Path}", $"labelling configuration: {configuration}"];
            case Lines:
                TaskFiles.WriteLines(Path, table, tasks);
                break;
            default:
                TaskPage.Write(Path, table, tasks, model);
                break;
        }
        return [$"{tasks.Tasks.Count} tasks: {Path}"];
    }
}
