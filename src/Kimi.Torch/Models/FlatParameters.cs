using static TorchSharp.torch;

namespace Kimi.Torch.Models;

/// <summary>
/// All parameters of a model in one tensor, with all gradients in another. An optimizer step, a snapshot, a
/// broadcast or an average of two models is then one operation on one tensor, whatever the number of layers.
/// </summary>
public sealed class FlatParameters : IDisposable
{
    private readonly Dictionary<string, Tensor> _leaves = [];
    private readonly Dictionary<string, Tensor> _named = [];
    private readonly List<Tensor> _gradientViews = [];

    internal FlatParameters(ParameterLayout layout, Device device)
    {
        using var scope = NewDisposeScope();
        Weights = zeros(layout.Length, float32, device).DetachFromDisposeScope();
        Gradients = zeros(layout.Length, float32, device).DetachFromDisposeScope();
        foreach (var block in layout.Blocks)
        {
            // Backward adds to a gradient that is already there, which makes the flat buffer collect all of them.
            var leaf = View(Weights, block).detach().requires_grad_().DetachFromDisposeScope();
            var gradient = View(Gradients, block).DetachFromDisposeScope();
            leaf.grad = gradient;
            _leaves.Add(block.Name, leaf);
            _gradientViews.Add(gradient);
            var row = 0L;
            foreach (var (name, rows) in block.Parts)
            {
                _named.Add(name, View(Weights, block).narrow(0, row, rows).DetachFromDisposeScope());
                row += rows;
            }
        }
    }

    /// <summary>All weights: one float32 vector. Changing it changes the model.</summary>
    public Tensor Weights { get; }

    /// <summary>All gradients, in the order of <see cref="Weights"/>; every backward pass adds to them.</summary>
    public Tensor Gradients { get; }

    /// <summary>The weights by their names in a checkpoint: views of <see cref="Weights"/> outside the training graph.</summary>
    public IReadOnlyDictionary<string, Tensor> Named => _named;

    /// <summary>Takes over another model's weights.</summary>
    /// <param name="source">The parameters of a model of the same shape.</param>
    public void CopyFrom(FlatParameters source)
    {
        ArgumentNullException.ThrowIfNull(source);
        using var noGradient = no_grad();
        Weights.copy_(source.Weights);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var tensor in _leaves.Values.Concat(_named.Values).Concat(_gradientViews).Append(Weights).Append(Gradients))
            tensor.Dispose();
    }

    /// <summary>Copies of all matrices in another type, by the names of their blocks; the caller disposes them.</summary>
    internal Dictionary<string, Tensor> MatricesAs(ScalarType type)
    {
        using var noGradient = no_grad();
        using var scope = NewDisposeScope();
        return _leaves.Where(leaf => leaf.Value.dim() == 2).ToDictionary(leaf => leaf.Key, leaf => leaf.Value.to(type).DetachFromDisposeScope());
    }

    /// <summary>The trainable tensor of a parameter, or of those that lie in one matrix by the name of the first.</summary>
    internal Tensor Leaf(string name) => _leaves[name];

    private static Tensor View(Tensor flat, ParameterBlock block) => flat.narrow(0, block.Offset, block.Length).view(block.Shape);
}
