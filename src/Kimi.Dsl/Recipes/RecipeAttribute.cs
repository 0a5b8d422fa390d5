using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Kimi.Dsl;

/// <summary>
/// Marks an <c>abstract partial</c> class as a training recipe. Its methods are the stages; a parameter is wired to the stage of the
/// same name (<c>sft</c> ← <c>Sft</c>), and the generator adds <c>Graph</c> and <c>Stages</c>.
/// </summary>
/// <remarks>
/// A recipe may derive from another: it inherits the stages, overrides some of them with other attributes, and shares the outputs of the rest.
/// </remarks>
/// <param name="name">The name on the command line and in <c>kimi.json</c>, such as <c>k15-mini</c>; unique in its assembly.</param>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
[Futile(nameof(DeviceMemoryGiB), Comparison.Above, 8_000, Because = "any model seems to fit: it is in GiB, and drivers print MiB")]
public sealed class RecipeAttribute(string name) : Attribute
{
    /// <summary>The name on the command line and in <c>kimi.json</c>.</summary>
    public string Name { get; } = name;

    /// <summary>
    /// The seed from which all randomness of the recipe derives. A derived recipe that sets none has that of its base, so that both share stages. Default: 0.
    /// </summary>
    public int Seed { get; set; }

    /// <summary>
    /// The memory of the device that the recipe is meant for, in GiB: a stage that needs more is a compile-time error (KIMI6008). A derived recipe that sets
    /// none has that of its base. 0: not specified. Default: 0.
    /// </summary>
    [Range(0.0, 1_000_000.0)]
    [DefaultValue(0.0)]
    public double DeviceMemoryGiB { get; set; }

    /// <summary>
    /// How many such devices there are. Weights, gradients, moments, activations and caches are assumed to be spread evenly over them, which is the best that
    /// fully sharded training can do. A derived recipe that sets none has that of its base. Default: 1.
    /// </summary>
    [Range(1, 1_000_000)]
    [MattersWhen(nameof(DeviceMemoryGiB), Comparison.Above, 0)]
    [DefaultValue(1)]
    public int Devices { get; set; } = 1;
}
