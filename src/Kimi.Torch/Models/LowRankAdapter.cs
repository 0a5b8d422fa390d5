using static TorchSharp.torch;

namespace Kimi.Torch.Models;

/// <summary>The shape of an adapter.</summary>
/// <param name="Rank">r, the rank of what is added to each matrix.</param>
/// <param name="Alpha">α: the product of the factors is scaled by α / r.</param>
/// <param name="Modules">The projections that are adapted, by their names in the files: of <see cref="LowRankShape.All"/>.</param>
public sealed record LowRankShape(int Rank, double Alpha, IReadOnlyList<string> Modules)
{
    /// <summary>The names of all projections of a block.</summary>
    public static IReadOnlyList<string> All { get; } = ["q_proj", "k_proj", "v_proj", "o_proj", "gate_proj", "up_proj", "down_proj"];

    /// <summary>Whether two adapters have parameters of the same names and shapes.</summary>
    /// <param name="other">The other one.</param>
    public bool Fits(LowRankShape? other) =>
        other is not null && Rank == other.Rank && Alpha == other.Alpha
        && Modules.Order(StringComparer.Ordinal).SequenceEqual(other.Modules.Order(StringComparer.Ordinal));
}

/// <summary>
/// LoRA (Hu et al. 2021): of each adapted matrix W, only A and B of the product W + (α/r)·B·A are trained, so that gradients and optimizer state take a small
/// share of the memory. A starts uniform within ±1/sqrt(input width), as in PEFT, and B at zero, so that training starts at the base model.
/// Matrices of a vision tower are not adapted.
/// </summary>
internal sealed class LowRankAdapter : IDisposable
{
    private readonly Dictionary<string, LowRankFactors> _factors = [];

    private LowRankAdapter(LowRankShape shape, TransformerConfig config, Device device)
    {
        Shape = shape;
        LeavesTowerOut = config.Vision is not null;
        var blocks = ParameterLayout.Of(config).Blocks.Where(block => block.Parts.Any(part => IsAdapted(part.Name, shape))).ToList();
        var layout = ParameterLayout.OfAdapter(blocks, shape);
        Parameters = new(layout, device);
        foreach (var block in blocks)
        {
            var parts = block.Parts.Select(part => (Name: IsAdapted(part.Name, shape) ? part.Name : null, part.Rows)).ToList();
            var first = parts.First(part => part.Name is not null).Name!;
            _factors.Add(block.Name, new(
                Parameters.Leaf(ParameterNames.AdapterA(first)),
                parts.ConvertAll(part => (part.Name is null ? null : Parameters.Leaf(ParameterNames.AdapterB(part.Name)), part.Rows)),
                shape.Rank,
                shape.Alpha / shape.Rank));
        }
    }

    /// <summary>Its shape.</summary>
    public LowRankShape Shape { get; }

    /// <summary>Whether the model has a vision tower, which stays as it is.</summary>
    public bool LeavesTowerOut { get; }

    /// <summary>A and B of all adapted matrices.</summary>
    public FlatParameters Parameters { get; }

    /// <summary>An adapter that changes nothing yet.</summary>
    public static LowRankAdapter Initialize(LowRankShape shape, TransformerConfig config, ulong seed, Device device)
    {
        var adapter = new LowRankAdapter(shape, config, device);
        Initialization.FillAdapter(adapter.Parameters, seed);
        return adapter;
    }

    /// <summary>An adapter whose numbers are to be read.</summary>
    public static LowRankAdapter Empty(LowRankShape shape, TransformerConfig config, Device device) => new(shape, config, device);

    /// <summary>An adapter of the same numbers in memory of its own.</summary>
    public LowRankAdapter Copy(TransformerConfig config)
    {
        var copy = Empty(Shape, config, Parameters.Weights.device);
        copy.Parameters.CopyFrom(Parameters);
        return copy;
    }

    /// <summary>What is added to the product with a matrix, by the name of its first part; null if nothing is.</summary>
    public LowRankFactors? Of(string matrix) => _factors.GetValueOrDefault(matrix);

    /// <summary>Adds its products to a model's weights: w ← w + (α/r)·B·A.</summary>
    public void MergeInto(FlatParameters weights)
    {
        using var noGradient = no_grad();
        foreach (var (name, weight) in weights.Named)
        {
            if (!Parameters.Named.TryGetValue(ParameterNames.AdapterA(name), out var a_RC))
                continue;
            using var scope = NewDisposeScope();
            weight.add_(Parameters.Named[ParameterNames.AdapterB(name)].matmul(a_RC), alpha: (float)(Shape.Alpha / Shape.Rank));
        }
    }

    /// <inheritdoc/>
    public void Dispose() => Parameters.Dispose();

    internal static bool IsAdapted(string parameter, LowRankShape shape) =>
        !ParameterNames.IsOfTower(parameter) && shape.Modules.Any(module => parameter.EndsWith($".{module}.weight", StringComparison.Ordinal));
}
