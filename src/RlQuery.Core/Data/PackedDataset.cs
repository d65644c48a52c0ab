using System.Runtime.InteropServices;
using System.Text;

namespace RlQuery.Core.Data;

/// <summary>A data set as bytes, for another process: all that an episode depends on, to the last bit.</summary>
/// <remarks>
/// Little-endian. Where the set came from, and the notes of its reading, stay behind: a path is nobody else's business.
/// </remarks>
public static class PackedDataset
{
    private const string Mark = "rlquery data 3";

    /// <summary>Packs a set.</summary>
    /// <param name="data">The set.</param>
    public static byte[] Write(Dataset data)
    {
        var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream, Encoding.UTF8);
        writer.Write(Mark);
        writer.Write(data.Name);
        writer.Write((int)data.Kind);
        Texts(writer, data.FeatureNames);
        Texts(writer, data.ClassNames);
        Numbers(writer, data.Values);
        Numbers<int>(writer, data.Labels);
        Numbers<float>(writer, data.Targets);
        writer.Write(data.LabelSets.Length);
        foreach (int[]? set in data.LabelSets)
        {
            Optional<int>(writer, set);
        }
        Texts(writer, data.Sources);
        Texts(writer, data.TargetTexts);
        Optional<float>(writer, data.Weights);
        Optional<double>(writer, data.LabelWeights);
        Optional<double>(writer, data.ItemCosts);
        writer.Write(data.CostsAreHidden);
        writer.Write(data.Regions is not null);
        if (data.Regions is { } regions)
        {
            Texts(writer, [.. regions.Pictures]);
            Numbers(writer, regions.PictureNumbers);
            Numbers(writer, regions.PixelNumbers);
        }
        writer.Write(data.Views.Count);
        foreach (FeatureView view in data.Views)
        {
            writer.Write(view.Name);
            writer.Write(view.Scale);
            Numbers<int>(writer, [.. view.Columns]);
        }
        writer.Write(data.Encoders.Count);
        foreach (UsedEncoder encoder in data.Encoders)
        {
            Texts(writer, [encoder.Column, encoder.Name, encoder.Hash]);
        }
        writer.Write(data.Links is not null);
        if (data.Links is { } links)
        {
            PackedLinks.Write(writer, links);
        }
        writer.Flush();
        return stream.ToArray();
    }

    /// <summary>Unpacks a set.</summary>
    /// <param name="packed">What <see cref="Write"/> gave.</param>
    /// <exception cref="InvalidInputException">It is damaged.</exception>
    public static Dataset Read(byte[] packed)
    {
        using var reader = new BinaryReader(new MemoryStream(packed), Encoding.UTF8);
        try
        {
            return reader.ReadString() == Mark ? Read(reader) : throw new InvalidInputException("a packed data set is of another version");
        }
        catch (Exception damage) when (damage is IOException or ArgumentException or FormatException or OverflowException)
        {
            throw new InvalidInputException("a packed data set is damaged");
        }
    }

    private static Dataset Read(BinaryReader reader)
    {
        string name = reader.ReadString();
        var kind = (TargetKind)reader.ReadInt32();
        string[] features = [.. Texts(reader).OfType<string>()];
        string[] classes = [.. Texts(reader).OfType<string>()];
        float[] values = Numbers<float>(reader);
        int[] labels = Numbers<int>(reader);
        float[] targets = Numbers<float>(reader);
        int[]?[] sets = [.. Enumerable.Range(0, Count(reader)).Select(_ => Optional<int>(reader))];
        string[] sources = [.. Texts(reader).OfType<string>()];
        string?[] answers = Texts(reader);
        Dataset data = kind switch
        {
            TargetKind.Class => Dataset.ForClassification(name, "", values, labels, features, classes),
            TargetKind.Number => Dataset.ForRegression(name, "", values, targets, features),
            TargetKind.ClassSet => Dataset.ForLabelSets(name, "", values, sets, features, classes),
            TargetKind.Text => Dataset.ForTexts(name, "", values, sources, answers, features),
            _ => throw new FormatException(),
        };
        data = data.Weighted(Optional<float>(reader)).Counting(Optional<double>(reader)).Costing(Optional<double>(reader), reader.ReadBoolean());
        if (reader.ReadBoolean())
        {
            data = data.WithRegions(new Regions([.. Texts(reader).OfType<string>()], Numbers<int>(reader), Numbers<int>(reader)));
        }
        FeatureView[] views = [.. Enumerable.Range(0, Count(reader)).Select(_ => View(reader))];
        UsedEncoder[] encoders = [.. Enumerable.Range(0, Count(reader)).Select(_ => Texts(reader)).Select(one => new UsedEncoder(one[0]!, one[1]!, one[2]))];
        return data.WithViews(views).EncodedBy(encoders).Linked(reader.ReadBoolean() ? PackedLinks.Read(reader) : null);
    }

    private static FeatureView View(BinaryReader reader)
    {
        string name = reader.ReadString();
        float scale = reader.ReadSingle();
        return new FeatureView(name, Numbers<int>(reader)) { Scale = scale };
    }

    internal static void Texts(BinaryWriter writer, string?[] texts)
    {
        writer.Write(texts.Length);
        foreach (string? text in texts)
        {
            writer.Write(text is not null);
            if (text is not null)
            {
                writer.Write(text);
            }
        }
    }

    internal static string?[] Texts(BinaryReader reader)
    {
        string?[] texts = new string?[Count(reader)];
        for (int i = 0; i < texts.Length; i++)
        {
            texts[i] = reader.ReadBoolean() ? reader.ReadString() : null;
        }
        return texts;
    }

    internal static void Numbers<T>(BinaryWriter writer, ReadOnlySpan<T> numbers)
        where T : unmanaged
    {
        writer.Write(numbers.Length);
        writer.Write(MemoryMarshal.AsBytes(numbers));
    }

    internal static T[] Numbers<T>(BinaryReader reader)
        where T : unmanaged
    {
        var numbers = new T[Count(reader)];
        reader.BaseStream.ReadExactly(MemoryMarshal.AsBytes(numbers.AsSpan()));
        return numbers;
    }

    private static void Optional<T>(BinaryWriter writer, T[]? numbers)
        where T : unmanaged
    {
        writer.Write(numbers is not null);
        if (numbers is not null)
        {
            Numbers<T>(writer, numbers);
        }
    }

    private static T[]? Optional<T>(BinaryReader reader)
        where T : unmanaged => reader.ReadBoolean() ? Numbers<T>(reader) : null;

    // Nothing has more items than there are bytes left: a damaged count takes no memory.
    private static int Count(BinaryReader reader)
    {
        int count = reader.ReadInt32();
        return count >= 0 && count <= reader.BaseStream.Length - reader.BaseStream.Position ? count : throw new FormatException();
    }
}
