using Kimi.Runtime.Objectives;
using Kimi.Tests;
using static TorchSharp.torch;

namespace Kimi.Runtime.Tests.Objectives;

public sealed class DirectPreferenceTests
{
    [Fact]
    public void Losses_are_those_derived_by_hand()
    {
        using var scope = NewDisposeScope();

        var losses_B = DirectPreference.Losses(
            tensor(new[] { -0.5, -10, -1 }), tensor(new[] { -0.1, -30, -21 }), tensor(new[] { -0.5, -10.1, -0.1 }), tensor(new[] { -0.1, -20.1, -0.1 }),
            beta: 0.1);

        Assert.All(new[] { 0.693147, 0.313262, 0.126928 }.Paired(losses_B.data<double>().ToArray()), pair => Assert.Equal(pair.First, pair.Second, 1e-6));
    }

    [Fact]
    public void At_the_reference_the_gradient_pulls_the_two_apart_by_half_of_beta()
    {
        using var scope = NewDisposeScope();
        var (chosen_B, rejected_B) = (tensor(new[] { -3.0 }, requires_grad: true), tensor(new[] { -5.0 }, requires_grad: true));

        DirectPreference.Losses(chosen_B, rejected_B, chosen_B.detach(), rejected_B.detach(), beta: 0.4).sum().backward();

        Assert.Equal(-0.2, chosen_B.grad!.item<double>(), 1e-12);
        Assert.Equal(0.2, rejected_B.grad!.item<double>(), 1e-12);
    }
}
