namespace Kimi.Dsl;

/// <summary>How a stage corrects for a rollout engine that computes other probabilities than the trainer.</summary>
[Contradicts(typeof(CorrectionAttribute), Because = "both would correct for the same difference")]
public abstract class CorrectionAttribute : ComponentAttribute
{
    private protected CorrectionAttribute()
    {
    }

    internal sealed override ComponentKinds Kind => ComponentKinds.Correction;
}

/// <summary>Corrects by <typeparamref name="TCorrection"/>. Derive from it to give a correction options of its own.</summary>
/// <typeparam name="TCorrection">The correction, or the contract of one.</typeparam>
public class CorrectionAttribute<TCorrection> : CorrectionAttribute
    where TCorrection : class, ICorrection
{
    /// <inheritdoc/>
    public sealed override Type Component => typeof(TCorrection);
}
