// Mistake: I distil the token probabilities of a teacher with another tokenizer
// Pain: 9
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("teacher-and-student")]
public abstract partial class TeacherAndStudent
{
    [Problems<AdditionProblems>(Count = 4_096)]
    public abstract PromptSet Problems();

    [Demonstrations<AdditionSteps>]
    public abstract Demonstrations Traces(PromptSet problems);

    [InitializeTransformer(Layers = 12, HiddenSize = 512, AttentionHeads = 8)]
    public abstract Policy Large();

    [InitializeTransformer(Layers = 2, Alphabet = "0123456789+=#")]
    public abstract Policy Small();

    [FineTune(Steps = 2_000)]
    public abstract Policy Teacher(Policy large, Demonstrations traces);

    [DistilLogits(Temperature = 2)]
    public abstract Policy Student(Policy small, Policy {|KIMI6003:teacher|}, Demonstrations traces);
}

/// <summary>Teaches a policy the token probabilities of another; the two may differ in shape.</summary>
[Requires(Fact.Tokenizer)]
public sealed class DistilLogitsAttribute : StageAttribute<Policy, Policy, Demonstrations, Policy>
{
    /// <summary>What logits are divided by.</summary>
    public double Temperature { get; set; } = 1;
}
