using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;
using RlQuery.Core;
using RlQuery.Core.Data.Text;

namespace RlQuery.MicrosoftML.Students;

/// <summary>A student as bytes; reading them runs no code.</summary>
/// <remarks>
/// Eight letters, the length of the header (32 bits), the header as JSON, hashes of the terms (64 bits each), their idf and all weights (floats), then SHA-256
/// of everything before. Numbers are little-endian.
/// </remarks>
internal static class TextStudentFile
{
    private const int Whole = 4;
    private const int MostHeader = 1 << 24;

    private static ReadOnlySpan<byte> Letters => "RlQtext1"u8;

    /// <summary>Writes a student.</summary>
    public static byte[] Write(TextStudent student)
    {
        byte[] header = JsonSerializer.SerializeToUtf8Bytes(new Header(student.Column, student.Classes, student.Terms, student.Hidden));
        var bytes = new List<byte>([.. Letters, .. BitConverter.GetBytes(header.Length), .. header]);
        bytes.AddRange(MemoryMarshal.AsBytes(student.Vocabulary.Terms));
        bytes.AddRange(MemoryMarshal.AsBytes<float>(Array.ConvertAll(student.Vocabulary.Weights.ToArray(), weight => (float)weight)));
        foreach (float[] weights in student.Weights.All)
        {
            bytes.AddRange(MemoryMarshal.AsBytes<float>(weights));
        }
        byte[] content = [.. bytes];
        return [.. content, .. SHA256.HashData(content)];
    }

    /// <summary>Reads a student.</summary>
    /// <exception cref="InvalidInputException">The file is missing, damaged, or no student.</exception>
    public static TextStudent Read(string path)
    {
        byte[] file = InputFile.ReadBytes(path);
        int end = file.Length - SHA256.HashSizeInBytes;
        int start = Letters.Length + Whole;
        if (end < start || !file.AsSpan().StartsWith(Letters))
        {
            throw new InvalidInputException($"{path}: is no model of 'rlquery compress'");
        }
        int length = BinaryPrimitives.ReadInt32LittleEndian(file.AsSpan(Letters.Length));
        if (length is < 0 or > MostHeader || start + length > end || !SHA256.HashData(file.AsSpan(0, end)).AsSpan().SequenceEqual(file.AsSpan(end))
            || ReadHeader(file.AsSpan(start, length)) is not { IsAllowed: true } header)
        {
            throw Damaged(path);
        }
        ReadOnlySpan<byte> numbers = file.AsSpan(start + length, end - start - length);
        long floats = header.Terms + StudentWeights.Count(header.Terms, header.Hidden, header.Classes.Count);
        long expected = (header.Terms * (long)sizeof(ulong)) + (floats * sizeof(float));
        return numbers.Length == expected ? Read(path, header, numbers) : throw Damaged(path);
    }

    private static TextStudent Read(string path, Header header, ReadOnlySpan<byte> numbers)
    {
        ulong[] terms = MemoryMarshal.Cast<byte, ulong>(numbers[..(header.Terms * sizeof(ulong))]).ToArray();
        ReadOnlySpan<float> floats = MemoryMarshal.Cast<byte, float>(numbers[(header.Terms * sizeof(ulong))..]);
        foreach (float value in floats)
        {
            if (!float.IsFinite(value))
            {
                throw Damaged(path);
            }
        }
        if (terms.Distinct().Count() < terms.Length)
        {
            throw Damaged(path);
        }
        double[] idf = Array.ConvertAll(floats[..header.Terms].ToArray(), weight => (double)weight);
        floats = floats[header.Terms..];
        var weights = new StudentWeights(header.Terms, header.Hidden, header.Classes.Count);
        foreach (float[] part in weights.All)
        {
            floats[..part.Length].CopyTo(part);
            floats = floats[part.Length..];
        }
        return new TextStudent(header.Column, header.Classes, new TermVocabulary(terms, idf), weights);
    }

    private static Header? ReadHeader(ReadOnlySpan<byte> json)
    {
        try
        {
            return JsonSerializer.Deserialize<Header>(json);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static InvalidInputException Damaged(string path) => new($"{path}: is damaged; make it again by 'rlquery compress'");

    private sealed record Header(string Column, IReadOnlyList<string> Classes, int Terms, int Hidden)
    {
        [JsonIgnore]
        public bool IsAllowed => Column is not null && Classes is { Count: >= 2 } && Classes.All(name => name is not null)
            && Classes.Distinct().Count() == Classes.Count && Terms is >= 0 and <= TextSpace.MostTerms && Hidden is >= 0 and <= TextStudent.MostHidden;
    }
}
