using Auspex.Tables;

namespace Auspex.Normalization;

/// <summary>A field of one of the records that the normaliser holds.</summary>
/// <param name="Source">The record.</param>
/// <param name="Name">The field; <see cref="KnownField.None"/> when the part has none.</param>
internal readonly record struct EventField(RecordFields? Source, KnownField Name);
