using RlQuery.Core;

namespace RlQuery.Studies.Results;

/// <summary>A folder of results that is written atomically: filled beside its target, then moved into place.</summary>
internal sealed class OutputFolder
{
    private readonly string _target;
    private readonly bool _replace;

    /// <summary>Names a folder that is to be made; nothing on disk changes.</summary>
    /// <param name="target">The folder; nothing of that name may exist, unless it is to be replaced.</param>
    /// <param name="replace">Whether to replace an older folder, once the new one is complete.</param>
    /// <exception cref="InvalidInputException">It exists already.</exception>
    public OutputFolder(string target, bool replace = false)
    {
        _replace = replace;
        Target = target;
        _target = Path.TrimEndingDirectorySeparator(Path.GetFullPath(target));
        if (replace ? File.Exists(_target) : Path.Exists(_target))
        {
            throw new InvalidInputException($"out: {target} exists; name a new folder, or remove it first");
        }
    }

    /// <summary>The folder, as it was named.</summary>
    public string Target { get; }

    /// <summary>Checks that the folder can be made, before hours of work.</summary>
    /// <exception cref="InvalidInputException">It cannot.</exception>
    public void Probe() => FolderUpdate.Probe(Target);

    /// <summary>Fills the folder and moves it into place; a failure leaves nothing behind.</summary>
    /// <param name="fill">Writes files into the folder that it is given.</param>
    /// <param name="most">Who may read it at most, as <see cref="FileModes.Of"/> has it.</param>
    public void Write(Action<string> fill, UnixFileMode most = FileModes.Any)
    {
        string temporary = FolderUpdate.Stage(_target, most);
        try
        {
            FolderUpdate.Fill(temporary, Target, fill);
            if (_replace && Directory.Exists(_target))
            {
                Directory.Delete(_target, recursive: true);
            }
            Directory.Move(temporary, _target);
        }
        finally
        {
            if (Directory.Exists(temporary))
            {
                Directory.Delete(temporary, recursive: true);
            }
        }
    }
}
