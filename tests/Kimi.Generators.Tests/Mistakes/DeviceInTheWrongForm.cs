// Mistake: I wrote 'GPU 1' where my stage takes 'cuda:1'
// Pain: 1
// Caught: build
using System.ComponentModel.DataAnnotations;
using Kimi.Dsl;

namespace Acme;

[Recipe("served")]
public abstract partial class Served
{
    [Problems<AdditionProblems>(Count = 4_096)]
    public abstract PromptSet Problems();

    [InitializeTransformer(Layers = 6)]
    public abstract Policy Initial();

    [Distilled({|KIMI5001:Device = "GPU 1"|})]
    public abstract Demonstrations Traces(Policy initial, PromptSet problems);
}

/// <summary>Lets a policy write the demonstrations, on a device of its own.</summary>
public sealed class DistilledAttribute : StageAttribute<Policy, PromptSet, Demonstrations>
{
    /// <summary>The device.</summary>
    [RegularExpression("cpu|cuda:[0-9]+")]
    public string Device { get; set; } = "cpu";
}
