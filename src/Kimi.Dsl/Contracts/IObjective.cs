namespace Kimi.Dsl;

/// <summary>
/// What a policy is optimised for. The language does not know tensors, so this only marks the type; implement <c>Kimi.Runtime.Objectives.IPolicyObjective</c>,
/// which derives from it.
/// </summary>
public interface IObjective;
