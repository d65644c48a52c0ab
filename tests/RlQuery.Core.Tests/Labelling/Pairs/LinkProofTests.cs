using RlQuery.Core.Data;
using RlQuery.Core.Labelling.Pairs;
using RlQuery.Core.Numerics;
using RlQuery.Core.Tasks;

namespace RlQuery.Core.Tests.Labelling.Pairs;

/// <summary>Which answers contradict another one.</summary>
public sealed class LinkProofTests
{
    [Fact]
    public void A_proof_is_there_exactly_where_the_closure_knows_and_needs_each_of_its_links()
    {
        const int Rows = 14;
        var pairs = new RowPairs(new FeatureMatrix(new float[Rows], Rows, 1), Rows, 3);
        int proofs = 0;
        for (ulong seed = 0; seed < 30; seed++)
        {
            var draws = new Pcg64(seed, "proofs");
            int[] classes = [.. Enumerable.Range(0, Rows).Select(_ => draws.NextInt(3))];
            Link[] links = [.. draws.Permutation(pairs.Count).Take((int)seed).Select(item =>
                new Link(item, pairs.First(item), pairs.Second(item), classes[pairs.First(item)] == classes[pairs.Second(item)]))];
            for (int item = 0; item < pairs.Count; item++)
            {
                (int a, int b) = (pairs.First(item), pairs.Second(item));
                bool? known = Closure(links).Of(a, b);
                foreach (bool together in (bool[])[true, false])
                {
                    IReadOnlyList<int> proof = LinkProof.Of(links, a, b, together);
                    Assert.Equal(known == together, proof.Count > 0);
                    Link[] used = [.. links.Where(link => proof.Contains(link.Item))];
                    Assert.Equal(proof.Count, used.Length);
                    Assert.All(used, link => Assert.Null(Closure([.. used.Where(other => other != link)]).Of(a, b)));
                    Assert.True(proof.Count == 0 || Closure(used).Of(a, b) == together);
                    proofs += proof.Count > 1 ? 1 : 0;
                }
            }
        }
        Assert.InRange(proofs, 100, int.MaxValue);

        static LinkClosure Closure(Link[] links)
        {
            var closure = new LinkClosure(Rows);
            Array.ForEach(links, link => Assert.True(closure.TryAdd(link.First, link.Second, link.Together)));
            return closure;
        }
    }
}
