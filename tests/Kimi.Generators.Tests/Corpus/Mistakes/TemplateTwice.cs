// Stack: SkyRL
// Kind: a template is given twice
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("template-twice")]
public abstract partial class TemplateTwice
{
    [Problems<AdditionProblems>(Count = 4_096)]
    public abstract PromptSet Problems();

    [LoadPolicy("models/base")]
    public abstract Policy Base();

    [SampleLongCot(Templates = ["{prompt}\nThink.", "{prompt}\nThink."])] //! KIMI5012
    [ExactAnswerReward]
    public abstract Demonstrations Long([From(nameof(Base))] Policy start, PromptSet problems);

    [FineTune(Steps = 200)]
    public abstract Policy Sft([From(nameof(Base))] Policy start, [From(nameof(Long))] Demonstrations traces);
}
