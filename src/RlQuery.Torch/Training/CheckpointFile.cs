using System.Text;
using RlQuery.Core;
using RlQuery.Core.Policies;

namespace RlQuery.Torch.Training;

/// <summary>The checkpoint of a run in the folder of its policy, and the run that it belongs to.</summary>
internal sealed class CheckpointFile
{
    /// <summary>Name of the file.</summary>
    public const string Name = "checkpoint.bin";

    // Raised whenever an agent saves different arrays, so that an older checkpoint is refused by its format.
    private const string Format = "2";
    private const string Identity = "identity";
    private readonly string _path;
    private readonly IReadOnlyList<(string Name, string Value)> _identity;
    private readonly UnixFileMode _most;

    /// <param name="folder">Folder of the policy.</param>
    /// <param name="identity">What a run must share with the checkpoint to continue from it.</param>
    /// <param name="most">Who may read it at most; of the folder, too, where it is made.</param>
    public CheckpointFile(string folder, IReadOnlyList<(string Name, string Value)> identity, UnixFileMode most = FileModes.Any)
    {
        _most = most;
        _path = Path.Combine(folder, Name);
        _identity = [("checkpoint format", Format), .. identity];
    }

    /// <summary>Reads the checkpoint.</summary>
    /// <returns>Its arrays; null if there is no checkpoint, or only that of a run that has not started.</returns>
    /// <exception cref="InvalidInputException">It is damaged or belongs to another run.</exception>
    public TensorFile? Read()
    {
        if (!File.Exists(_path))
        {
            return null;
        }
        TensorFile file = SafetensorsReader.Read(_path);
        string[] lines = Encoding.UTF8.GetString(Array.ConvertAll(file.Int64(Identity), value => (byte)value)).Split('\n');
        Dictionary<string, string> saved = lines.Select(line => line.Split('\t')).Where(parts => parts.Length == 2)
            .ToDictionary(parts => parts[0], parts => parts[1]);
        string[] faults =
        [
            .. _identity.Where(entry => saved.GetValueOrDefault(entry.Name) != entry.Value).Select(entry =>
                $"{_path}: {entry.Name} was {Short(saved.GetValueOrDefault(entry.Name) ?? "none")} and is {Short(entry.Value)} now; "
                + "resume with what the run began with, or use --force"),
        ];
        return faults.Length > 0 ? throw new InvalidInputException(faults)
            : file.Names.Count > 1 ? file
            : null;
    }

    /// <summary>Writes the checkpoint of a run that was stopped before it started: only its identity.</summary>
    public void WriteBeginning() => Write(new TensorFile());

    /// <summary>Writes the checkpoint atomically.</summary>
    /// <param name="checkpoint">Its arrays.</param>
    public void Write(TensorFile checkpoint)
    {
        string text = string.Join('\n', _identity.Select(entry => $"{entry.Name}\t{entry.Value}"));
        checkpoint.Add(Identity, Array.ConvertAll(Encoding.UTF8.GetBytes(text), value => (long)value));
        AtomicFile.Write(_path, stream => SafetensorsWriter.Write(stream, checkpoint), _most);
    }

    // Hashes are told apart by their beginning.
    private static string Short(string value) => value.Length > 16 ? value[..12] : value;
}
