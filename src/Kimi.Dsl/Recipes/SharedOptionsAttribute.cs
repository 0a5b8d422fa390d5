namespace Kimi.Dsl;

/// <summary>
/// Declares that an abstract class between <see cref="StageAttribute"/> and several stage attributes only holds options that they share: each class that
/// derives from it directly is a separate kind of stage, with its own implementation.
/// </summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class SharedOptionsAttribute : Attribute;
