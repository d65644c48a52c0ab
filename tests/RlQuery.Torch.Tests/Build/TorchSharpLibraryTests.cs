using RlQuery.Build;
using TorchSharp;

namespace RlQuery.Torch.Tests.Build;

public sealed class TorchSharpLibraryTests
{
    [LinuxFact]
    public void The_library_beside_the_program_has_its_version_weak()
    {
        byte[] image = File.ReadAllBytes(
            Path.Combine(AppContext.BaseDirectory, "runtimes", "linux-x64", "native", "libLibTorchSharp.so"));
        KeyValuePair<string, long> need = Assert.Single(ElfVersionNeeds.Read(image), need => need.Key == "GLIBCXX_3.4.32");
        Assert.Equal(2, image[need.Value]);
        Assert.False(ElfVersionNeeds.MarkWeak(image, "GLIBCXX_3.4.32"));
    }

    [Fact]
    public void Torch_loads_and_computes_a_gradient()
    {
        using var x = torch.tensor(new[] { 1f, 2f, 3f }, requires_grad: true);
        using torch.Tensor loss = x.pow(2).sum();
        loss.backward();
        Assert.Equal(14f, loss.item<float>());
        Assert.Equal([2f, 4f, 6f], x.grad!.data<float>().ToArray());
    }
}
