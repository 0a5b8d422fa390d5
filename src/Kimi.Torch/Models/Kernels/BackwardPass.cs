using static TorchSharp.torch;

namespace Kimi.Torch.Models.Kernels;

/// <summary>
/// Frees what a function of ours holds in a backward pass as soon as the pass is past it. Handles keep memory that the pass needs no longer, and would do so
/// until the step ends: all activations and all of their gradients at once.
/// </summary>
internal static class BackwardPass
{
    [ThreadStatic]
    private static List<Tensor>? s_returned;

    /// <summary>Computes a function's gradients.</summary>
    /// <param name="received">The gradients of its results, which are freed.</param>
    /// <param name="gradients">Gives the gradients of its arguments; what else it makes is freed.</param>
    internal static List<Tensor> Through(IEnumerable<Tensor> received, Func<List<Tensor>> gradients)
    {
        using var scope = NewDisposeScope();
        var returned = gradients();

        // What the function before returned has been taken up by now; this one's is taken up after it returns, and the last one's is freed with the step.
        foreach (var tensor in s_returned ?? [])
            tensor?.Dispose();
        foreach (var tensor in returned)
            tensor?.MoveToOuterDisposeScope();
        foreach (var tensor in received)
            tensor.Dispose();
        return s_returned = returned;
    }
}
