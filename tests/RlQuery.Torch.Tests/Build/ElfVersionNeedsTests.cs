using RlQuery.Build;

namespace RlQuery.Torch.Tests.Build;

public sealed class ElfVersionNeedsTests
{
    private const string Version = "GLIBCXX_3.4.32";

    [Fact]
    public void Lists_every_version_of_every_library() => Assert.Equal(
        ["GLIBC_2.34", "GLIBC_2.4", "GLIBCXX_3.4.30", Version, "CXXABI_1.3"],
        ElfVersionNeeds.Read(TwoLibraries()).Select(need => need.Key));

    [Fact]
    public void Changes_the_flag_of_one_version_and_no_other_byte()
    {
        byte[] image = TwoLibraries();
        byte[] before = [.. image];
        Assert.True(ElfVersionNeeds.MarkWeak(image, Version));

        int flags = SyntheticElf.FlagsOf(entry: 5);
        Assert.Equal([flags], Enumerable.Range(0, image.Length).Where(i => image[i] != before[i]));
        Assert.Equal(2, image[flags]);
    }

    [Fact]
    public void Leaves_a_version_alone_that_is_weak_already()
    {
        byte[] image = TwoLibraries();
        ElfVersionNeeds.MarkWeak(image, Version);
        byte[] before = [.. image];
        Assert.False(ElfVersionNeeds.MarkWeak(image, Version));
        Assert.Equal(before, image);
    }

    [Theory]
    [InlineData("GLIBCXX_3.4.33")]
    [InlineData("GLIBCXX_3.4.3")]
    [InlineData("")]
    public void Leaves_an_image_alone_that_does_not_ask_for_the_version(string version)
    {
        byte[] image = TwoLibraries();
        byte[] before = [.. image];
        Assert.False(ElfVersionNeeds.MarkWeak(image, version));
        Assert.Equal(before, image);
    }

    [Fact]
    public void Refuses_what_is_not_a_64_bit_little_endian_elf_file()
    {
        Assert.Equal("not an ELF file", Fault([]));
        Assert.Equal("not an ELF file", Fault([0x7f, (byte)'E', (byte)'L', (byte)'F', 2, 1]));
        Assert.Equal("not an ELF file", Fault(new byte[4096]));
        byte[] image = TwoLibraries();
        image[4] = 1;
        Assert.Equal("not a 64-bit little-endian ELF file", Fault(image));
    }

    [Fact]
    public void Refuses_an_image_that_is_cut_short_anywhere()
    {
        // The last 16 bytes are the alignment and entry size of the last section, which nobody reads.
        byte[] image = TwoLibraries();
        for (int length = 0; length < image.Length - 16; length++)
        {
            Assert.NotEmpty(Fault(image[..length]));
        }
    }

    [Fact]
    public void Reads_or_refuses_an_image_with_any_byte_damaged()
    {
        byte[] image = TwoLibraries();
        for (int i = 0; i < image.Length; i++)
        {
            foreach (byte value in (byte[])[0, 1, 0x7f, 0xff])
            {
                byte[] damaged = [.. image];
                damaged[i] = value;
                Exception? fault = Record.Exception(() => ElfVersionNeeds.MarkWeak(damaged, Version));
                Assert.True(fault is null or InvalidDataException, $"byte {i} = {value}: {fault}");
            }
        }
    }

    private static byte[] TwoLibraries() => new SyntheticElf(
        ("libc.so.6", ["GLIBC_2.34", "GLIBC_2.4"]),
        ("libstdc++.so.6", ["GLIBCXX_3.4.30", Version, "CXXABI_1.3"])).Image;

    private static string Fault(byte[] image) =>
        Assert.Throws<InvalidDataException>(() => ElfVersionNeeds.MarkWeak(image, Version)).Message;
}
