using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using RlQuery.Core.Data.Text;

namespace RlQuery.Core.Data.Graphs;

/// <summary>WordNet's data files as a graph: synsets are entities, pointers between them and between their words are relations.</summary>
/// <remarks>Source: WordNet 3.0, manual pages wndb(5WN) and senseidx(5WN).</remarks>
internal static class WordNetFiles
{
    private static readonly (PartOfSpeech Part, char Letter, string File)[] Parts =
    [
        (PartOfSpeech.Noun, 'n', "noun"), (PartOfSpeech.Verb, 'v', "verb"), (PartOfSpeech.Adjective, 'a', "adj"), (PartOfSpeech.Adverb, 'r', "adv"),
    ];

    /// <summary>Reads a folder.</summary>
    /// <param name="folder">The folder, or the one above its folder dict.</param>
    /// <exception cref="InvalidInputException">A file is missing or broken; a line for each fault.</exception>
    public static KnowledgeGraph Read(string folder)
    {
        string place = File.Exists(Path.Combine(folder, "data.noun")) ? folder : Path.Combine(folder, "dict");
        string[] needed = [.. Parts.Select(part => $"data.{part.File}"), "index.sense"];
        string[] missing = [.. needed.Where(file => !File.Exists(Path.Combine(place, file)))];
        if (missing.Length > 0)
        {
            throw new InvalidInputException($"{folder}: no graph; a folder must be WordNet's, and {string.Join(", ", missing)} "
                + $"{(missing.Length == 1 ? "is" : "are")} neither in it nor in a folder dict of it");
        }
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var builder = new GraphBuilder();
        foreach ((_, char letter, string file) in Parts)
        {
            ReadSynsets(Path.Combine(place, $"data.{file}"), letter, builder, hash);
        }
        var exceptions = new Dictionary<(PartOfSpeech, string), string[]>();
        foreach ((PartOfSpeech part, _, string file) in Parts)
        {
            ReadExceptions(Path.Combine(place, $"{file}.exc"), part, exceptions, hash);
        }
        var words = new WordNetWords(exceptions);
        ReadSenses(Path.Combine(place, "index.sense"), words, builder, hash);
        string[] notes = exceptions.Count > 0 ? []
            : [$"{folder}: it has no noun.exc, verb.exc, adj.exc and adv.exc: irregular forms such as \"mice\" are not led back to their words"];
        return builder.Build(folder, Convert.ToHexStringLower(hash.GetHashAndReset()), words, notes);
    }

    private static string Open(string path, IncrementalHash hash)
    {
        string text = TextFile.Read(path);
        hash.AppendData(Encoding.UTF8.GetBytes(text));
        return text;
    }

    // offset lex_filenum ss_type w_cnt word lex_id [word lex_id...] p_cnt [symbol offset pos source/target...] ...
    private static void ReadSynsets(string path, char letter, GraphBuilder builder, IncrementalHash hash) => ReadLines(path, hash, cells =>
    {
        int synset = builder.Entity($"{cells[0]}-{letter}");
        int pointers = 4 + (2 * int.Parse(cells[3], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture));
        int count = int.Parse(cells[pointers], NumberStyles.None, CultureInfo.InvariantCulture);
        for (int i = 0; i < count; i++)
        {
            int at = pointers + 1 + (4 * i);
            builder.Relate(synset, builder.Entity($"{cells[at + 1]}-{LetterOf(cells[at + 2])}"));
        }
    });

    // lemma%ss_type:lex_filenum:lex_id:head_word:head_id synset_offset sense_number tag_cnt
    private static void ReadSenses(string path, WordNetWords words, GraphBuilder builder, IncrementalHash hash) => ReadLines(path, hash, cells =>
    {
        int end = cells[0].LastIndexOf('%');
        int type = cells[0][end + 1] - '0';
        (PartOfSpeech part, char letter, _) = Parts[type == 5 ? (int)PartOfSpeech.Adjective : type - 1];
        int synset = builder.Find($"{cells[1]}-{letter}") ?? throw new FormatException($"there is no synset {cells[1]}-{letter}");
        words.Add(part, cells[0][..end], new(synset, Number(cells[2]), Number(cells[3])));
    });

    private static void ReadExceptions(
        string path, PartOfSpeech part, Dictionary<(PartOfSpeech, string), string[]> exceptions, IncrementalHash hash)
    {
        if (InputFile.IsRegular(path))
        {
            ReadLines(path, hash, cells => exceptions[(part, Phrase(cells[0]))] = [.. cells.Skip(1).Where(form => form.Length > 0).Select(Phrase)]);
        }
    }

    private static string Phrase(string lemma) => string.Join(' ', EntityText.Words(lemma.Replace('_', ' ')));

    // The licence at the beginning of a file is indented.
    private static void ReadLines(string path, IncrementalHash hash, Action<string[]> read)
    {
        var faults = new FaultList(path);
        int number = 0;
        foreach (ReadOnlySpan<char> line in Open(path, hash).AsSpan().EnumerateLines())
        {
            number++;
            if (line.IsEmpty || line[0] == ' ')
            {
                continue;
            }
            int gloss = line.IndexOf('|');
            try
            {
                read((gloss < 0 ? line : line[..gloss]).ToString().Split(' '));
            }
            catch (Exception broken) when (broken is FormatException or IndexOutOfRangeException or ArgumentOutOfRangeException or OverflowException)
            {
                faults.Add(number, $"not as in WordNet's files: {broken.Message}");
            }
        }
        faults.ThrowIfAny();
    }

    private static char LetterOf(string part) => part is ['s'] ? 'a' : part[0];

    private static int Number(string cell) => int.Parse(cell, NumberStyles.None, CultureInfo.InvariantCulture);
}
