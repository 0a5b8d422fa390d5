namespace Kimi.Dsl;

/// <summary>
/// Marks an <c>abstract partial</c> class as a training recipe. Its methods are the stages; a parameter is wired to the stage of the
/// same name (<c>sft</c> ← <c>Sft</c>), and the generator adds <c>Graph</c> and <c>Stages</c>.
/// </summary>
/// <remarks>A recipe may derive from another: it inherits the stages, overrides some under other attributes, and shares the outputs of the rest.</remarks>
/// <param name="name">The name on the command line and in <c>kimi.json</c>, such as <c>k15-mini</c>; unique in its assembly.</param>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class RecipeAttribute(string name) : Attribute
{
    /// <summary>The name on the command line and in <c>kimi.json</c>.</summary>
    public string Name { get; } = name;

    /// <summary>
    /// The seed all randomness of the recipe derives from. A derived recipe that sets none has its base's, so that both share stages.
    /// Default: 0.
    /// </summary>
    public int Seed { get; set; }

    /// <summary>
    /// The memory of the device it is meant for, in GiB: a stage that needs more is an error while the recipe is written (KIMI6008). A derived
    /// recipe that sets none has its base's. 0: not told. Default: 0.
    /// </summary>
    public double DeviceMemoryGiB { get; set; }

    /// <summary>
    /// How many such devices there are. Weights, gradients, moments, activations and caches count as spread evenly over them, which is what fully sharded
    /// training comes to at best. A derived recipe that sets none has its base's. Default: 1.
    /// </summary>
    public int Devices { get; set; } = 1;
}
