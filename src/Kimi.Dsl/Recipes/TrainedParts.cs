namespace Kimi.Dsl;

/// <summary>Which parts of a policy that sees a stage trains; the others stay as they are, and take no memory for gradients and moments.</summary>
public enum TrainedParts
{
    /// <summary>All of it.</summary>
    All,

    /// <summary>The vision tower and the projector, with the language model frozen: how a new tower begins (paper B.4).</summary>
    Vision,

    /// <summary>The projector from the tower to the language model.</summary>
    Projector,

    /// <summary>The language model, with tower and projector frozen.</summary>
    LanguageModel,
}
