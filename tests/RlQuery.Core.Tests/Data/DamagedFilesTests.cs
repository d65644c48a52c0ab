using System.Text;
using RlQuery.Core.Data;
using RlQuery.Core.Data.Reading;
using RlQuery.Core.Numerics;

namespace RlQuery.Core.Tests.Data;

public sealed class DamagedFilesTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("data.csv", "a,\"b\",class\n1,2,x\n3,,\"y\"\"z\"\n5,NA,x\n")]
    [InlineData("data.tsv", "a\tb\tclass\r\n1\t2\tx\r\n3\t4\ty\r\n")]
    [InlineData("data.csv.gz", "1;2;x\n3;4;y\n5;6;x\n")]
    [InlineData("data.arff", "@relation r\n@attribute 'a b' real\n@attribute c {x,'y z'}\n@data\n1,x\n{0 3,1 'y z'}\n% end\n2,?\n")]
    [InlineData("data.svm", "+1 1:0.5 3:-2 # c\n-1 2:1e3\n? 1:1\n")]
    public void Whatever_the_damage_a_file_is_read_or_refused_with_clear_lines(string name, string text)
    {
        var generator = new Pcg64(17, name);
        byte[] whole = File.ReadAllBytes(_folder.Write(name, text));
        int refused = 0;
        for (int round = 0; round < 400; round++)
        {
            byte[] bytes = Damage(whole, generator);
            string path = _folder.WriteBytes(name, bytes);
            var task = (TargetKind)generator.NextInt(2);
            try
            {
                Dataset data = DatasetReader.Read(path, new DatasetReaderOptions { Kind = task, Featurizer = new Zeros() });
                Assert.All(DatasetChecks.FaultsForEvaluation(data), fault => Assert.DoesNotContain('\n', fault));
                Assert.True(data.Rows > 0 && data.Features > 0 && data.Values.ToArray().All(float.IsFinite));
            }
            catch (InvalidInputException e)
            {
                refused++;
                Assert.InRange(e.Faults.Count, 1, 11);
                Assert.All(e.Faults, fault => Assert.DoesNotContain('\n', fault));
            }
        }
        Assert.InRange(refused, 1, 400);
    }

    /// <summary>Changes, drops, doubles or adds some bytes, mostly those that mean something to a format.</summary>
    private static byte[] Damage(byte[] whole, Pcg64 generator)
    {
        byte[] marks = Encoding.ASCII.GetBytes(",;\t\"'{}%@:#?\n\r-.e \\0nx");
        List<byte> bytes = [.. whole];
        for (int i = 1 + generator.NextInt(4); i > 0 && bytes.Count > 0; i--)
        {
            int place = generator.NextInt(bytes.Count);
            byte value = generator.NextInt(4) == 0 ? (byte)generator.NextInt(256) : marks[generator.NextInt(marks.Length)];
            switch (generator.NextInt(4))
            {
                case 0:
                    bytes[place] = value;
                    break;
                case 1:
                    bytes.Insert(place, value);
                    break;
                case 2:
                    bytes.RemoveRange(place, Math.Min(bytes.Count - place, 1 + generator.NextInt(9)));
                    break;
                default:
                    bytes.InsertRange(place, bytes.Slice(place, Math.Min(bytes.Count - place, 1 + generator.NextInt(9))));
                    break;
            }
        }
        return [.. bytes];
    }

    private sealed class Zeros : ITableFeaturizer
    {
        public FeaturizedTable Featurize(Table features)
        {
            Assert.All(features.Columns, column => Assert.NotEqual(ColumnKind.Unknown, column.Kind));
            return new FeaturizedTable(["zero"], new float[features.Rows]);
        }
    }
}
