"""The live site written back in the form of a content pack, so that loading it again changes nothing."""
