#nullable enable
using System;
using System.Collections.Generic;
using System.IO;
using System.Text;

namespace RlQuery.Build;

/// <summary>
/// The symbol versions that a shared library asks of other libraries (section <c>.gnu.version_r</c>), and a way to make one of
/// them weak, so that the dynamic linker no longer refuses the library where that version is missing.
/// </summary>
/// <remarks>
/// ELF64, little endian. Source: Linux Standard Base 5.0, "Symbol Versioning", and System V ABI, "Sections".
/// Written for netstandard2.0, against which MSBuild compiles it as an inline task.
/// </remarks>
public static class ElfVersionNeeds
{
    private const int HeaderSize = 64;
    private const int SectionHeaderSize = 64;
    private const int EntrySize = 16;
    private const uint GnuVersionNeed = 0x6ffffffe;
    private const ushort WeakFlag = 2;

    /// <summary>Lists the versions asked for.</summary>
    /// <param name="image">The whole file.</param>
    /// <returns>Each version's name with the offset of its 16-bit flags in the file.</returns>
    /// <exception cref="InvalidDataException">Not an ELF64 little-endian file, or one that is cut short or inconsistent.</exception>
    public static IReadOnlyList<KeyValuePair<string, long>> Read(byte[] image)
    {
        if (image.Length < HeaderSize || image[0] != 0x7f || image[1] != 'E' || image[2] != 'L' || image[3] != 'F')
        {
            throw new InvalidDataException("not an ELF file");
        }
        if (image[4] != 2 || image[5] != 1)
        {
            throw new InvalidDataException("not a 64-bit little-endian ELF file");
        }
        long sections = ReadOffset(image, 0x28);
        int size = ReadUInt16(image, 0x3a);
        int count = ReadUInt16(image, 0x3c);
        if (count > 0 && size != SectionHeaderSize)
        {
            throw new InvalidDataException("section headers of " + size + " bytes; ELF64 has " + SectionHeaderSize);
        }
        var needs = new List<KeyValuePair<string, long>>();
        for (int i = 0; i < count; i++)
        {
            long header = sections + ((long)i * SectionHeaderSize);
            if (ReadUInt32(image, header + 4) == GnuVersionNeed)
            {
                uint link = ReadUInt32(image, header + 0x28);
                if (link >= count)
                {
                    throw new InvalidDataException("string table in section " + link + " of " + count);
                }
                ReadSection(image, header, sections + ((long)link * SectionHeaderSize), needs);
            }
        }
        return needs;
    }

    /// <summary>Sets the flag VER_FLG_WEAK of a version, in place.</summary>
    /// <param name="image">The whole file.</param>
    /// <param name="version">Name of the version, such as <c>GLIBCXX_3.4.32</c>.</param>
    /// <returns>Whether anything changed: not where the version is not asked for, or is weak already.</returns>
    /// <exception cref="InvalidDataException">As for <see cref="Read"/>; nothing has changed then.</exception>
    public static bool MarkWeak(byte[] image, string version)
    {
        bool changed = false;
        foreach (KeyValuePair<string, long> need in Read(image))
        {
            if (need.Key == version && (ReadUInt16(image, need.Value) & WeakFlag) == 0)
            {
                image[need.Value] |= (byte)WeakFlag;
                changed = true;
            }
        }
        return changed;
    }

    // Elf64_Verneed: version 2, count 2, file 4, first Vernaux 4, next 4. Elf64_Vernaux: hash 4, flags 2, other 2, name 4, next 4.
    private static void ReadSection(byte[] image, long header, long stringsHeader, List<KeyValuePair<string, long>> needs)
    {
        long start = ReadOffset(image, header + 0x18);
        long end = checked(start + ReadOffset(image, header + 0x20));
        long strings = ReadOffset(image, stringsHeader + 0x18);
        long stringsEnd = checked(strings + ReadOffset(image, stringsHeader + 0x20));
        Require(image, start, end - start);
        Require(image, strings, stringsEnd - strings);
        uint libraries = ReadUInt32(image, header + 0x2c);
        long library = start;
        for (uint i = 0; i < libraries; i++)
        {
            RequireInside(library, end);
            int versions = ReadUInt16(image, library + 2);
            long version = library + ReadUInt32(image, library + 8);
            for (int j = 0; j < versions; j++)
            {
                RequireInside(version, end);
                string name = ReadText(image, strings + ReadUInt32(image, version + 8), stringsEnd);
                needs.Add(new KeyValuePair<string, long>(name, version + 4));
                version = Next(image, version, j == versions - 1);
            }
            library = Next(image, library, i == libraries - 1);
        }
    }

    // Each entry lies behind the one before it: damaged counts and links cannot make an endless walk.
    private static long Next(byte[] image, long entry, bool isLast)
    {
        uint step = ReadUInt32(image, entry + 12);
        if (step < EntrySize && !isLast)
        {
            throw new InvalidDataException("entry at " + entry + " names no next one, and more are counted");
        }
        return entry + step;
    }

    private static void RequireInside(long entry, long end)
    {
        if (entry > end - EntrySize)
        {
            throw new InvalidDataException("entry at " + entry + " reaches over its section, which ends at " + end);
        }
    }

    private static void Require(byte[] image, long offset, long size)
    {
        if (offset < 0 || size < 0 || offset > image.Length - size)
        {
            throw new InvalidDataException(size + " bytes at " + offset + " reach over the end of the file, " + image.Length);
        }
    }

    private static string ReadText(byte[] image, long offset, long end)
    {
        long stop = offset;
        while (stop < end && image[stop] != 0)
        {
            stop++;
        }
        if (stop >= end)
        {
            throw new InvalidDataException("name at " + offset + " reaches over its string table, which ends at " + end);
        }
        return Encoding.ASCII.GetString(image, (int)offset, (int)(stop - offset));
    }

    private static long ReadOffset(byte[] image, long offset)
    {
        ulong value = ReadUInt32(image, offset) | ((ulong)ReadUInt32(image, offset + 4) << 32);
        if (value > (ulong)image.Length)
        {
            throw new InvalidDataException("offset or size " + value + " reaches over the end of the file, " + image.Length);
        }
        return (long)value;
    }

    private static uint ReadUInt32(byte[] image, long offset) =>
        ReadUInt16(image, offset) | ((uint)ReadUInt16(image, offset + 2) << 16);

    private static ushort ReadUInt16(byte[] image, long offset)
    {
        Require(image, offset, 2);
        return (ushort)(image[offset] | (image[offset + 1] << 8));
    }
}

#if !NET // What follows is for MSBuild alone.
/// <summary>Writes a copy of a shared library in which one needed version is weak.</summary>
public sealed class WeakenElfVersion : Microsoft.Build.Utilities.Task
{
    /// <summary>The library; it is only read.</summary>
    [Microsoft.Build.Framework.Required]
    public string Source { get; set; } = "";

    /// <summary>The copy.</summary>
    [Microsoft.Build.Framework.Required]
    public string Destination { get; set; } = "";

    /// <summary>The version, such as <c>GLIBCXX_3.4.32</c>.</summary>
    [Microsoft.Build.Framework.Required]
    public string Version { get; set; } = "";

    /// <inheritdoc/>
    public override bool Execute()
    {
        try
        {
            byte[] image = File.ReadAllBytes(Source);
            ElfVersionNeeds.MarkWeak(image, Version);
            Directory.CreateDirectory(Path.GetDirectoryName(Destination));
            // The old copy may be linked into an output folder: it is replaced, not written over.
            string fresh = Destination + "." + Guid.NewGuid().ToString("N");
            File.WriteAllBytes(fresh, image);
            File.Delete(Destination);
            File.Move(fresh, Destination);
        }
        catch (Exception exception) when (exception is IOException || exception is InvalidDataException || exception is UnauthorizedAccessException)
        {
            Log.LogError("{0}: {1}", Source, exception.Message);
        }
        return !Log.HasLoggedErrors;
    }
}
#endif
