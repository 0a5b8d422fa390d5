using Kimi.Dsl;
using static TorchSharp.torch;

namespace Kimi.Torch.Models;

/// <summary>
/// All parameters of a model in one tensor, with all gradients in another. An optimizer step, a snapshot, a broadcast or an average of two models is then one
/// operation on one tensor, whatever the number of layers. There are gradients only while the model is trained.
/// </summary>
public sealed class FlatParameters : IDisposable
{
    private readonly ParameterLayout _layout;
    private readonly Dictionary<string, Tensor> _leaves = [];
    private readonly Dictionary<string, Tensor> _named = [];
    private readonly List<Tensor> _gradientViews = [];
    private Tensor? _gradients;
    private long _start;

    internal FlatParameters(ParameterLayout layout, Device device, ScalarType type = ScalarType.Float32)
        : this(layout, zeros(layout.Length, type, device).DetachFromDisposeScope())
    {
    }

    /// <summary>Takes over weights that lie in memory as the layout says.</summary>
    internal FlatParameters(ParameterLayout layout, Tensor weights)
    {
        using var scope = NewDisposeScope();
        _layout = layout;
        Weights = weights;
        foreach (var block in layout.Blocks)
        {
            _leaves.Add(block.Name, View(Weights, block).detach().DetachFromDisposeScope());
            var row = 0L;
            foreach (var (name, rows) in block.Parts)
            {
                _named.Add(name, View(Weights, block).narrow(0, row, rows).DetachFromDisposeScope());
                row += rows;
            }
        }
    }

    /// <summary>All weights: one vector, of float32 if the model can be trained. Changing it changes the model.</summary>
    public Tensor Weights { get; }

    /// <summary>The gradients of what is trained, in the order of <see cref="Weights"/>; every backward pass adds to them, in whichever processes.</summary>
    /// <exception cref="InvalidOperationException">There are none, since nothing is trained.</exception>
    public Tensor Gradients
    {
        get
        {
            var gradients = _gradients ?? throw new InvalidOperationException("there are no gradients before Train() is called");
            Collect?.Invoke(gradients);
            return gradients;
        }
    }

    /// <summary>Whether backward passes collect gradients.</summary>
    internal bool IsTraining => _gradients is not null;

    /// <summary>Which parts are trained.</summary>
    internal TrainedParts Parts { get; private set; }

    /// <summary>Adds to the gradients what other processes have of them; null where there are none.</summary>
    internal Action<Tensor>? Collect { private get; set; }

    /// <summary>The weights that are trained, as a view in the current dispose scope.</summary>
    internal Tensor TrainedWeights() => Weights.narrow(0, _start, _gradients!.numel());

    /// <summary>The weights by their names in a checkpoint: views of <see cref="Weights"/> outside the training graph.</summary>
    public IReadOnlyDictionary<string, Tensor> Named => _named;

    /// <summary>Has backward passes collect gradients from here on, which takes as much memory as the weights that are trained.</summary>
    /// <param name="parts">Which are trained.</param>
    /// <exception cref="InvalidOperationException">The weights are not float32, so small steps would be lost.</exception>
    public void Train(TrainedParts parts = TrainedParts.All)
    {
        if (_gradients is not null)
            return;
        if (Weights.dtype != ScalarType.Float32)
            throw new InvalidOperationException($"weights of type {Weights.dtype} cannot be trained: load them as float32");
        using var scope = NewDisposeScope();
        Parts = parts;
        (_start, var length) = _layout.Place(parts);
        _gradients = zeros(length, Weights.dtype, Weights.device).DetachFromDisposeScope();
        foreach (var block in _layout.Blocks.Where(block => block.Offset >= _start && block.Offset < _start + length))
        {
            // Backward adds to a gradient that is already there, which makes the flat buffer collect all of them.
            var gradient = View(_gradients, block, _start).DetachFromDisposeScope();
            _leaves[block.Name].requires_grad_().grad = gradient;
            _gradientViews.Add(gradient);
        }
    }

    /// <summary>Gives the gradients' memory back, until the next <see cref="Train"/>.</summary>
    public void Rest()
    {
        if (_gradients is null)
            return;
        foreach (var leaf in _leaves.Values)
        {
            leaf.grad = null;
            leaf.requires_grad_(false);
        }

        FreeGradients();
    }

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
        FreeGradients();
        foreach (var tensor in _leaves.Values.Concat(_named.Values).Append(Weights))
            tensor.Dispose();
    }

    /// <summary>Copies of all matrices in another type, by the names of their blocks; the caller disposes them.</summary>
    internal Dictionary<string, Tensor> MatricesAs(ScalarType type)
    {
        using var noGradient = no_grad();
        using var scope = NewDisposeScope();
        return _leaves.Where(leaf => leaf.Value.dim() == 2).ToDictionary(leaf => leaf.Key, leaf => leaf.Value.to(type).DetachFromDisposeScope());
    }

    /// <summary>Turns vectors, which are few and small, into copies in float32, the type in which they are always used.</summary>
    internal void FreezeVectors()
    {
        using var noGradient = no_grad();
        using var scope = NewDisposeScope();
        foreach (var (name, leaf) in _leaves.Where(leaf => leaf.Value.dim() == 1 && leaf.Value.dtype != ScalarType.Float32).ToList())
        {
            _leaves[name] = leaf.to(ScalarType.Float32).DetachFromDisposeScope();
            leaf.Dispose();
        }
    }

    /// <summary>The trainable tensor of a parameter, or of those that lie in one matrix by the name of the first.</summary>
    internal Tensor Leaf(string name) => _leaves[name];

    /// <summary>One of the tensors that are trained, or of all if none is.</summary>
    internal Tensor AnyLeaf => _leaves[_layout.Blocks.First(block => block.Offset >= _start).Name];

    private void FreeGradients()
    {
        foreach (var tensor in _gradientViews)
            tensor.Dispose();
        _gradientViews.Clear();
        _gradients?.Dispose();
        _gradients = null;
    }

    private static Tensor View(Tensor flat, ParameterBlock block, long start = 0) => flat.narrow(0, block.Offset - start, block.Length).view(block.Shape);
}
